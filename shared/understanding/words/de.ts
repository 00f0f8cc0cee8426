import { germanRules } from './de-rules.ts'
import type { Language } from './language.ts'

export const german: Language = {
  polite:
    'sag mir|ich will wissen|ich möchte wissen|weißt du|bitte|hey|hallo|ok|okay|so|jetzt|mal|ich möchte|ich will|ich würde gern|ich würde gerne|lass uns|also|dann|nun|auch',
  politeQuestions:
    'kannst du|könntest du|kannst du bitte|könntest du bitte|würdest du|würdest du bitte|magst du|kannst du mal|könntest du mal|können sie|könnten sie bitte',
  soft: 'bitte|mal|doch|einfach|gerade',
  endings: 'bitte|danke|für mich|jetzt|vielen dank|okay|ok',
  fillers:
    'der|die|das|den|dem|des|ein|eine|einen|einem|einer|mein|meine|meinen|meinem|meiner|dein|deine|unser|unsere|diese|dieser|dieses|diesen',
  kinds: {
    pillar: 'säule|säulen',
    area: 'bereich|bereiche|bereichen|bereichs|lebensbereich',
    project: 'projekt|projekte|projekten|projekts|liste',
    task: 'aufgabe|aufgaben|todo|to-do|termin|punkt',
    label: 'label|labels|etikett|etiketten|schlagwort|tag',
  },
  it: 'es|das|diese aufgabe|die aufgabe|diese|dieses|sie|ihn',
  inbox:
    'eingang|den eingang|in den eingang|im eingang|dem eingang|posteingang|die inbox|inbox|den posteingang',
  and: 'und|und dann|und außerdem|danach',
  conditions: 'wenn|falls|sofern|vielleicht|nicht|kein|keine|keinen|niemals|nie|stattdessen|eventuell|sobald',
  rules: germanRules,

  priorities: {
    urgent: 'dringend|p1|kritisch|höchste|1|sehr hoch',
    high: 'hoch|p2|wichtig|2|hohe',
    medium: 'mittel|normal|p3|3|mittlere|normale',
    low: 'niedrig|p4|4|unwichtig|gering|niedrige|geringe',
  },
  energies: { low: 'niedrig|wenig|niedrige', medium: 'mittel|mittlere', high: 'hoch|viel|hohe' },
  taskStatuses: {
    todo: 'offen|zu tun',
    in_progress: 'in arbeit|in bearbeitung|begonnen',
    review: 'prüfung|in prüfung|review',
  },
  projectStatuses: {
    not_started: 'nicht begonnen|nicht gestartet',
    in_progress: 'in arbeit|aktiv|laufend',
    on_hold: 'pausiert|pause|eis|warten|hold|on hold|auf eis',
  },
  categories: {
    admin: 'admin|verwaltungs|verwaltung|administrativen|administrative|admin-aufgaben',
    creative: 'kreativen|kreative',
    strategic: 'strategischen|strategische',
    routine: 'routine',
  },

  every: 'jede aufgabe|alle|alles|sämtliche|allen|jede|jeden|alle meine|alles was',
  both: 'beide|beiden|die beiden',
  numbers: ['zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
  plural: 'aufgaben|todos|to-dos|punkte|sachen|dinge|termine',
  states: {
    open: 'offen|offene|offenen|unerledigt|unerledigte|unerledigten|übrig|noch offen',
    completed: 'erledigt|erledigte|erledigten|abgeschlossen|abgeschlossene|fertig|fertige',
    overdue: 'überfällig|überfällige|überfälligen|überfälliges|verspätet|verspätete|verspäteten|im verzug',
    blocked: 'blockiert|blockierte|blockierten',
    stalled: 'liegengeblieben|liegengebliebene|liegengebliebenen|eingeschlafen|eingeschlafene',
  },
  prioritised: {
    urgent: 'dringend|dringende|dringenden|p1',
    high: 'wichtig|wichtige|wichtigen|p2|mit hoher priorität',
    medium: 'p3|mit mittlerer priorität',
    low: 'p4|unwichtige|unwichtigen|mit niedriger priorität',
  },
  inside:
    'in|im|aus|von|bei|zu|für|unter|in der|im projekt|im bereich|aus dem|aus der|beim|zum|vom|aus dem projekt',
  labelled: 'mit label|mit dem label|mit dem etikett|mit dem schlagwort',
  dueIn: 'fällig|am|für|von|bis|fällig am|geplant für',
  padding:
    'die|meine|den|meinen|der|das|sind|ist|gibt es|habe ich|hab ich|ich habe|noch|gerade|aktuell|momentan|derzeit|was|ist|fällig|mir|ich|habe|zurzeit|es|gibt',

  periods: {
    today: 'heute|heutige|heutigen|heute noch|von heute',
    tomorrow: 'morgen',
    yesterday: 'gestern',
    thisWeek: 'diese woche|dieser woche|in dieser woche|die woche|woche',
    nextWeek: 'nächste woche|nächster woche|kommende woche|in der nächsten woche',
    lastWeek: 'letzte woche|letzter woche|vergangene woche|in der letzten woche',
    thisMonth: 'diesen monat|diesem monat|in diesem monat',
    nextMonth: 'nächsten monat|nächstem monat|kommenden monat|im nächsten monat',
    lastMonth: 'letzten monat|vergangenen monat|im letzten monat',
    thisWeekend: 'am wochenende|dieses wochenende|wochenende|an diesem wochenende',
  },
  nextDays: ['[in] [den|die] (nächsten|kommenden|nächste) {n} (tagen|tage)'],

  placing: { always: 'zu|zum|zur|zu den', maybe: 'in|ins|im|unter|auf' },
  lead: 'namens|mit dem namen',
  particles: 'an|hinzu|auf|ab|um',
  notNames:
    'es|das|etwas|nichts|alles|was|eine aufgabe|aufgabe|aufgaben|noch eine|mehr|dinge|sachen|ein projekt|projekt|eine notiz|notiz|neue|bereich|säule|label|liste',
  screens: {
    today: 'heute|die heute-ansicht|heute-ansicht|meinen tag|tagesansicht',
    plan: 'plan|den plan|meinen plan|planung|die planung|projekte|meine projekte|die projekte|bereiche|säulen|meine säulen|meine bereiche',
    templates: 'vorlagen|die vorlagen|meine vorlagen|projektvorlagen',
    labels: 'labels|die labels|meine labels|etiketten|die etiketten',
    history:
      'verlauf|den verlauf|zum verlauf|die letzten änderungen|letzte änderungen|änderungen|historie|die historie',
    trash: 'papierkorb|den papierkorb|dem papierkorb|mülleimer|gelöschte aufgaben',
    settings:
      'einstellungen|die einstellungen|meine einstellungen|den einstellungen|mein konto|konto|profil|mein profil|optionen',
    import: 'import|den import|importieren|die importseite|import-seite',
  },
}
