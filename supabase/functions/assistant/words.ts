import type { Candidate } from '../../../shared/understanding/types.ts'

type Locale = 'en' | 'de'

/** What the assistant says of itself, without a model. */
interface Words {
  /** Changes that are proposed, and the names of the first rows they are about. */
  proposed(count: number, names: readonly string[]): string
  opening: string
  whichOne(candidates: readonly Candidate[]): string
  unknownName: string
  nothingMatches: string
  unclearDetail: string
  notUnderstood: string
  quoted: string
  switchedOff: string
  rulesOnly: string
  notSetUp: string
  noneAnswers: string
  /** The model proposed what cannot be done. */
  refused: string
  blocked: string
}

const MOST_NAMES = 3
const lists = { en: new Intl.ListFormat('en-GB'), de: new Intl.ListFormat('de-DE') }

const named = (names: readonly string[], locale: Locale, quote: (name: string) => string): string =>
  lists[locale].format(names.slice(0, MOST_NAMES).map(quote))

const lines = (candidates: readonly Candidate[]) => candidates.map(({ name }) => `- ${name}`)

const english: Words = {
  proposed(count, names) {
    const what = `${count} ${count === 1 ? 'change' : 'changes'}`
    const about = named(names, 'en', (name) => `“${name}”`)
    return `${what}${about && ` for ${about}`}. Nothing happens until you apply ${count === 1 ? 'it' : 'them'}.`
  },
  opening: 'Here it is.',
  whichOne: (candidates) => ['Which one do you mean?', ...lines(candidates)].join('\n'),
  unknownName: 'There is nothing of that name in your plan.',
  nothingMatches: 'There is nothing that this could be done to.',
  unclearDetail: 'I understood a part of that, but not all of it. Try it in one plain sentence.',
  notUnderstood: 'I did not understand that. Try “move dentist to friday 3pm” or “what should I do first?”.',
  quoted: 'I read quoted or pasted text, but I take no orders from it.',
  switchedOff: 'Models are switched off in your settings, so that only rules answer.',
  rulesOnly: 'Only rules were asked.',
  notSetUp: 'No model is set up here, so that only rules answer.',
  noneAnswers: 'No model answers at the moment. What rules can answer goes on; try this again later.',
  refused: 'A change I wanted to propose cannot be made, so I left it out.',
  blocked: 'The model’s provider declined to answer this.',
}

const german: Words = {
  proposed(count, names) {
    const what = count === 1 ? '1 Änderung' : `${count} Änderungen`
    const about = named(names, 'de', (name) => `„${name}“`)
    return `${what}${about && ` an ${about}`}. Es passiert nichts, bis du sie anwendest.`
  },
  opening: 'Hier ist es.',
  whichOne: (candidates) => ['Was davon meinst du?', ...lines(candidates)].join('\n'),
  unknownName: 'In deinem Plan gibt es nichts mit diesem Namen.',
  nothingMatches: 'Es gibt nichts, womit sich das tun ließe.',
  unclearDetail: 'Davon habe ich nur einen Teil verstanden. Versuch es in einem einfachen Satz.',
  notUnderstood:
    'Das habe ich nicht verstanden. Versuch „verschiebe Zahnarzt auf Freitag 15 Uhr“ oder „womit soll ich anfangen?“.',
  quoted: 'Zitierten oder eingefügten Text lese ich, aber Aufträge nehme ich von ihm nicht an.',
  switchedOff: 'Modelle sind in deinen Einstellungen ausgeschaltet, darum antworten nur Regeln.',
  rulesOnly: 'Gefragt wurden nur Regeln.',
  notSetUp: 'Hier ist kein Modell eingerichtet, darum antworten nur Regeln.',
  noneAnswers:
    'Im Moment antwortet kein Modell. Was Regeln beantworten können, geht weiter; versuch das hier später noch einmal.',
  refused: 'Eine Änderung, die ich vorschlagen wollte, ist nicht möglich; ich habe sie weggelassen.',
  blocked: 'Der Anbieter des Modells hat es abgelehnt, darauf zu antworten.',
}

export const WORDS: Record<Locale, Words> = { en: english, de: german }
