import type { HrmWords, Named } from './words.ts'

const MONTHS = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
  ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
]
const CATEGORIES = {
  general: 'Allgemeines',
  deep_work: 'konzentrierte Arbeit',
  creative: 'Kreatives',
  strategic: 'strategische Arbeit',
  admin: 'Verwaltung',
  routine: 'Routine',
}
const SPHERES = new Map(
  Object.entries({
    work: 'Arbeit',
    health: 'Gesundheit',
    relationships: 'Beziehungen',
    personal: 'Persönliches',
  }),
)
const SKILLS = new Map(
  Object.entries({
    technical: 'dein technisches Können',
    leadership: 'deine Führungsstärke',
    communication: 'deine Kommunikation',
    domain: 'dein Fachwissen',
  }),
)

const group = (value: number) =>
  String(value)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+$)/g, '.')
const plural = (count: number, one: string, many: string) => `${group(count)} ${count === 1 ? one : many}`
const quote = (name: string) => `„${name}“`
const date = (day: string) =>
  `${Number(day.slice(8))}. ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
const list = (items: readonly string[]) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} und ${items.at(-1)}`
const named = ({ names, more }: Named) =>
  list([...names.map(quote), ...(more > 0 ? [`${group(more)} ${more === 1 ? 'weitere' : 'weiteren'}`] : [])])
const namedFirst = ({ names, more }: Named) =>
  list([...names.map(quote), ...(more > 0 ? [`${group(more)} weitere`] : [])])
const hours = (minutes: number) =>
  minutes < 120
    ? plural(minutes, 'Minute', 'Minuten')
    : plural(Math.round(minutes / 6) / 10, 'Stunde', 'Stunden')
const days = (count: number) => plural(count, 'Tag', 'Tage')
/** After a preposition with the dative. */
const inDays = (count: number) => plural(count, 'Tag', 'Tagen')
const lastDays = (count: number) => (count === 1 ? 'am letzten Tag' : `in den letzten ${group(count)} Tagen`)
const tasks = (count: number) => plural(count, 'Aufgabe', 'Aufgaben')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const count = ({ names, more }: Named) => names.length + more

export const german: HrmWords = {
  categories: CATEGORIES,
  sphere: (code) => SPHERES.get(code) ?? code.replaceAll('_', ' '),
  basis: (rows) => `Gestützt auf ${plural(rows, 'Eintrag', 'Einträge')}.`,
  sentence: (clause) => `${capital(clause)}.`,
  reasons: {
    noDay: 'sie hat keinen Tag',
    overdue: (late) => (late === 0 ? 'seit heute überfällig' : `seit ${inDays(late)} überfällig`),
    due: (left, clock) =>
      left === 0
        ? `heute fällig${clock ? ` um ${clock} Uhr` : ''}`
        : left === 1
          ? `morgen fällig${clock ? ` um ${clock} Uhr` : ''}`
          : `in ${inDays(left)} fällig`,
    goodHour: (category) => `der Morgen passt zu: ${category}`,
    energy: (category, fits) =>
      fits === null
        ? `zu jeder Stunde möglich: ${category}`
        : `diese Stunde passt ${fits ? 'gut' : 'nicht'} zu: ${category}`,
    noPillar: 'gehört zu keiner Säule',
    serves: (pillar) => `dient ${quote(pillar)}`,
    sameContext: (name) => `du bist schon bei ${quote(name)}`,
    otherContext: (name) => `würde dich von ${quote(name)} wegholen`,
    skill: (skill) => `stärkt ${SKILLS.get(skill) ?? skill.replaceAll('_', ' ')}`,
    matches: 'erfüllt die Bedingungen der Regel',
    waitsForNothing: 'wartet auf nichts',
    ready: 'alles, worauf sie gewartet hat, ist erledigt',
    blocked: (names, more) => `wartet auf ${named({ names, more })}`,
    competes: (name) => `konkurriert mit ${quote(name)} um dieselben Tage`,
    helps: (name) => `geht Hand in Hand mit ${quote(name)}`,
    stalled: (name, idle) => `in ${quote(name)} wurde seit ${inDays(idle)} nichts erledigt`,
    moves: (name, done, span, isWell) =>
      done === 0
        ? `in ${quote(name)} wurde ${lastDays(span)} nichts erledigt`
        : `${quote(name)} kommt ${isWell ? 'gut ' : ''}voran: ${tasks(done)} ${lastDays(span)} erledigt`,
    share: (sphere, lived, target) => `${sphere} bekam ${lived} % deiner Zeit, das Ziel sind ${target} %`,
  },
  path: {
    global: 'Dein Leben als Ganzes',
    pillar: (declared) =>
      declared === null ? 'Kein Zeitanteil gesetzt' : `Du willst ihr ${group(declared)} % deiner Zeit geben`,
    area: (importance) => `Du hast ihre Wichtigkeit mit ${importance} bewertet`,
    project: (done, all) =>
      all === 0 ? 'Es hat keine Aufgaben' : `${group(done)} von ${tasks(all)} erledigt`,
  },
  drafts: {
    obstacle: ({ task, blockers, dueOn }) => ({
      title: `${quote(task)} ist blockiert`,
      summary: `Die Aufgabe wartet auf ${named(blockers)}.${dueOn ? ` Ihr Tag ist der ${date(dueOn)}.` : ''}`,
      recommendations: [
        `Erledige vorher ${quote(blockers.names[0] ?? task)}.`,
        'Oder löse die Abhängigkeit, wenn sie nicht mehr gilt.',
      ],
      consequence: 'Solange sie blockiert ist, ist sie vergeblich eingeplant.',
    }),
    cascade: ({ task, count, waiting }) => ({
      title: `${quote(task)} hält ${tasks(count)} auf`,
      summary: `${namedFirst(waiting)} ${count === 1 ? 'wartet' : 'warten'} darauf.`,
      recommendations: [
        `Gib ${quote(task)} heute einen Platz.`,
        'Oder trenne den Teil ab, auf den die anderen warten.',
      ],
      consequence: 'Ist sie erledigt, sind die anderen frei.',
    }),
    priority: ({ task, reasons, isHigh }) => ({
      title: isHigh ? `${quote(task)} ist jetzt dran` : `Warum ${quote(task)} da steht, wo es steht`,
      summary: `${capital(reasons.join('; '))}.`,
      recommendations: [
        isHigh ? `Fang mit ${quote(task)} an.` : `Lass ${quote(task)}, wo es ist, oder ändere, was zählt.`,
        'Stimmt das nicht, sag es: Die Gewichte lernen daraus.',
      ],
      consequence: isHigh
        ? 'Aufgeschoben lässt sie sich schwerer unterbringen.'
        : 'Andere Aufgaben haben vielleicht bessere Gründe.',
    }),
    stalled: ({ project, days: idle, open, next }) => ({
      title: `${quote(project)} steht still`,
      summary: `Seit ${inDays(idle)} wurde darin nichts erledigt; ${tasks(open)} ${open === 1 ? 'ist' : 'sind'} offen.`,
      recommendations: [
        `Nimm ${quote(next)} als nächsten Schritt.`,
        'Oder lass das Projekt mit gutem Gewissen ruhen.',
      ],
      consequence: 'Was zu lange ruht, ist schwer wieder aufzunehmen.',
    }),
    well: ({ project, count, days: span, done, all }) => ({
      title: `${quote(project)} läuft gut`,
      summary: `${capital(lastDays(span))} ${count === 1 ? 'wurde' : 'wurden'} ${tasks(count)} erledigt; fertig sind ${group(done)} von ${group(all)}.`,
      recommendations: ['Bleib im Takt.', 'Plane den nächsten Schritt, solange du dabei bist.'],
      consequence: 'Was läuft, ist leicht am Laufen zu halten.',
    }),
    risk: ({ project, open, deadlineOn, left, pace, days: span, needed }) => ({
      title: `${quote(project)} könnte die Frist verfehlen`,
      summary:
        `${tasks(open)} ${open === 1 ? 'ist' : 'sind'} offen, und die Frist ist der ${date(deadlineOn)}, ` +
        `${left === 0 ? 'also heute' : `in ${inDays(left)}`}. ` +
        (needed === null
          ? `${capital(lastDays(span))} wurde nichts erledigt.`
          : `${capital(lastDays(span))} ${pace === 1 ? 'wurde' : 'wurden'} ${tasks(pace)} erledigt; in diesem Takt dauern die offenen ${days(needed)}.`),
      recommendations: [
        'Verschiebe die Frist, oder streiche, was dafür nicht nötig ist.',
        'Gib dem Projekt in dieser Woche feste Stunden.',
      ],
      consequence: 'Ändert sich nichts, verstreicht die Frist mit offenen Aufgaben.',
    }),
    conflict: ({ first, second, firstOn, secondOn, apart }) => ({
      title: `${quote(first)} und ${quote(second)} kommen sich in die Quere`,
      summary:
        apart === 0
          ? `Beide haben ihre Frist am ${date(firstOn)}, und beide sind dir wichtig.`
          : `Ihre Fristen, ${date(firstOn)} und ${date(secondOn)}, liegen ${days(apart)} auseinander, und beide sind dir wichtig.`,
      recommendations: ['Entscheide, was davon warten darf.', 'Oder halte für beide eigene Tage frei.'],
      consequence: 'Zwei Ziele an denselben Tagen nehmen einander die Zeit.',
    }),
    synergy: ({ helper, helped, count }) => ({
      title: `${quote(helper)} hilft ${quote(helped)}`,
      summary: `${tasks(count)} aus ${quote(helped)} ${count === 1 ? 'wartet' : 'warten'} auf Aufgaben aus ${quote(helper)}.`,
      recommendations: [
        `Erledige zuerst, worauf ${quote(helped)} wartet.`,
        'Plane beide an denselben Tagen.',
      ],
      consequence: 'Ein Schritt zählt für zwei Projekte.',
    }),
    imbalance: ({ sphere, lived, target, minutes, days: span }) => ({
      title: `${capital(sphere)}: ${lived} % deiner Zeit, Ziel ${target} %`,
      summary: `${capital(lastDays(span))} gingen ${hours(minutes)} in ${sphere}: ${lived} %, das Ziel sind ${target} %.`,
      recommendations: [
        'Plane die nächste Woche vom Ziel her, nicht aus Gewohnheit.',
        'Oder ändere, was du willst: Das Ziel gehört dir.',
      ],
      consequence: 'Eine Woche wird so oder so voll; was nicht eingeplant ist, weicht.',
    }),
    completion: ({ done, all, percent, days: span, isHigh }) => ({
      title: isHigh ? 'Du bringst zu Ende, was du planst' : 'Wenig von dem, was geplant ist, wird fertig',
      summary: `Von ${tasks(all)}, offen oder ${lastDays(span)} erledigt, ${done === 1 ? 'ist' : 'sind'} ${group(done)} fertig: ${percent} %.`,
      recommendations: isHigh
        ? ['Da ist Platz für etwas Mutiges.', 'Prüfe, ob es noch die richtigen Aufgaben sind.']
        : ['Archiviere, was du nicht tun wirst.', 'Plane weniger für einen Tag, und mach das fertig.'],
      consequence: isHigh
        ? 'Auf einen Plan, der hält, ist Verlass.'
        : 'Eine Liste, die nur wächst, liest bald niemand mehr.',
    }),
    almostDone: ({ project, done, all, percent, left }) => ({
      title: `${quote(project)} ist fast fertig`,
      summary: `${group(done)} von ${tasks(all)} ${done === 1 ? 'ist' : 'sind'} erledigt (${percent} %). ${count(left) === 1 ? 'Es fehlt' : 'Es fehlen'}: ${namedFirst(left)}.`,
      recommendations: [
        'Bring es zu Ende, bevor du Neues beginnst.',
        'Oder schließe es ab, wenn der Rest nicht nötig ist.',
      ],
      consequence: 'Ein fertiges Projekt macht den Kopf frei.',
    }),
    overdue: ({ count, tasks: shown, first, days: late }) => ({
      title: `${tasks(count)} ${count === 1 ? 'ist' : 'sind'} überfällig`,
      summary: `${namedFirst(shown)}. ${quote(first)} ${late === 0 ? 'war heute fällig' : `ist seit ${inDays(late)} überfällig`}.`,
      recommendations: [
        `Erledige ${quote(first)} heute, oder gib der Aufgabe einen Tag, der stimmt.`,
        'Streiche, was nicht mehr wichtig ist.',
      ],
      consequence: 'Tage, die nicht ernst gemeint sind, entwerten alle anderen.',
    }),
    noPillars: () => ({
      title: 'Es gibt noch keine Säulen',
      summary:
        'Säulen sind das, worauf dein Leben steht. Ohne sie lässt sich nicht sagen, wozu eine Aufgabe gut ist.',
      recommendations: ['Nenne als Säule, was dir wichtig ist.', 'Oder beginne mit einer Lebensvorlage.'],
      consequence: 'Bis dahin ist jede Priorität geraten.',
    }),
    noProjects: () => ({
      title: 'Es gibt noch keine Projekte',
      summary:
        'Projekte machen aus dem, was zählt, Ergebnisse. Aufgaben ohne Projekt dienen keinem sichtbaren Ziel.',
      recommendations: [
        'Beginne ein Projekt in dem Bereich, der es braucht.',
        'Oder beginne mit einer Projektvorlage.',
      ],
      consequence: 'Ohne Projekte ist kein Fortschritt zu sehen.',
    }),
    emptyPillars: ({ count, pillars }) => ({
      title: `${plural(count, 'Säule hat', 'Säulen haben')} keine Bereiche`,
      summary: `Kein Bereich gehört zu ${named(pillars)}.`,
      recommendations: ['Lege einen Bereich an für das, was du dort tust.', 'Oder archiviere die Säule.'],
      consequence: 'Was keinen Bereich hat, bekommt keine Zeit.',
    }),
    emptyProjects: ({ count, projects }) => ({
      title: `${plural(count, 'Projekt hat', 'Projekte haben')} keine Aufgaben`,
      summary: `Keine Aufgabe steht in ${named(projects)}.`,
      recommendations: ['Schreib den nächsten Schritt auf.', 'Oder archiviere das Projekt.'],
      consequence: 'Ein Projekt ohne nächsten Schritt steht still.',
    }),
    mostActive: ({ project, count, days: span }) => ({
      title: `${quote(project)} ist dein aktivstes Projekt`,
      summary: `${capital(lastDays(span))} ${count === 1 ? 'wurde' : 'wurden'} darin ${tasks(count)} erledigt.`,
      recommendations: [
        'Frag dich, ob du dort sein willst.',
        'Halte in der nächsten Woche einen Tag dafür frei.',
      ],
      consequence: 'Wohin die Arbeit geht, da entstehen Ergebnisse.',
    }),
    journalEmpty: () => ({
      title: 'Das Tagebuch ist noch leer',
      summary: 'Ein paar Zeilen am Tag zeigen, was Zahlen nicht zeigen: wie es war.',
      recommendations: ['Schreib heute Abend ein paar Zeilen.', 'Eine Vorlage macht den Anfang leichter.'],
      consequence: 'Muster der Stimmung zeigen sich nur mit Einträgen.',
    }),
    journalKept: ({ count, days: span }) => ({
      title: 'Du führst dein Tagebuch',
      summary: `${plural(count, 'Eintrag', 'Einträge')} ${lastDays(span)}.`,
      recommendations: ['Bleib dabei.', 'Lies nach, was du geschrieben hast, wenn die Woche um ist.'],
      consequence: 'Mit jedem Eintrag werden die Muster klarer.',
    }),
    journalLapsed: ({ days: idle, lastOn }) => ({
      title: `Seit ${inDays(idle)} nichts im Tagebuch`,
      summary: `Dein letzter Eintrag ist vom ${date(lastOn)}.`,
      recommendations: ['Schreib heute Abend ein paar Zeilen.', 'Lass dich am Abend erinnern.'],
      consequence: 'Was nicht aufgeschrieben ist, ist bald vergessen.',
    }),
    share: ({ pillar, declared, lived, minutes, all, days: span }) => ({
      title: `${quote(pillar)}: ${lived} % deiner Zeit, gewünscht ${group(declared)} %`,
      summary: `Du willst ihr ${group(declared)} % geben. Von ${hours(all)} ${lastDays(span)} bekam sie ${hours(minutes)}, das sind ${lived} %.`,
      recommendations: [
        'Plane die nächste Woche von dem her, was du willst.',
        'Oder ändere den Anteil, den du ihr geben willst.',
      ],
      consequence: 'Zeit, die sie nicht bekommt, geht anderswohin.',
    }),
    unassigned: ({ percent, minutes, all, days: span }) => ({
      title: `${percent} % deiner Zeit gehören zu keiner Säule`,
      summary: `${hours(minutes)} von ${hours(all)} ${lastDays(span)} sind nicht zugeordnet.`,
      recommendations: [
        'Gib den Aufgaben, an denen du gearbeitet hast, ein Projekt.',
        'Gib Projekten einen Bereich, und Bereichen eine Säule.',
      ],
      consequence: 'Bis dahin zeigt die Bilanz nur einen Teil deines Lebens.',
    }),
    focus: ({ tasks: shown }) => ({
      title: 'Was jetzt zählt',
      summary: `${list(shown.map(({ name, reason }) => `${quote(name)} (${reason})`))}.`,
      recommendations: [`Fang mit ${quote(shown[0]?.name ?? '')} an.`, 'Lass den Rest der Liste für später.'],
      consequence: 'Wenig Erledigtes zählt mehr als viel Begonnenes.',
    }),
  },
}
