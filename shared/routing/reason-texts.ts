import type { Rejection } from './candidates.ts'
import type { DecidedBy, Degradation } from './decide.ts'
import type { Reason, ReasonCode } from './reasons.ts'
import type { Abstention } from './score.ts'

export type RoutingLocale = 'en' | 'de'

/** What the router did, in the words of one language: each a line of its own, without a full stop. */
export interface RoutingWords {
  /** What about the request speaks for its score. */
  reason(reason: Reason): string
  decidedBy: Readonly<Record<DecidedBy, string>>
  abstention: Readonly<Record<Abstention, string>>
  degradation: Readonly<Record<Degradation, string>>
  /** Why a model was not asked. */
  rejection: Readonly<Record<Rejection, string>>
}

type ReasonTexts = Readonly<Record<ReasonCode, string | ((count: number) => string)>>

const reasonIn =
  (texts: ReasonTexts) =>
  ({ code, count = 0 }: Reason): string => {
    const text = texts[code]
    return typeof text === 'string' ? text : text(count)
  }

const english: RoutingWords = {
  reason: reasonIn({
    plain_action: 'Something plain to do',
    short_request: (count) => (count === 1 ? 'One word' : `Short: ${count} words`),
    shown_text_ignored: 'Quoted and pasted text does not count',
    several_sides_of_life: (count) => `Touches ${count} sides of your life`,
    long_horizon: 'Reaches over months or years',
    decision: 'Asks for a decision',
    causes: 'Asks for causes',
    about_oneself: 'Is about you yourself',
    constraints: 'Something has to give way',
    drafting: 'Something to write or to put in order',
    follow_up: 'Follows on from what you said before',
    knowledge_question: 'A question of knowledge or arithmetic',
  }),
  decidedBy: {
    feature: 'This feature always takes this way',
    chosen_model: 'You chose the model',
    requires_reasoning: 'Careful thought was asked for',
    thread: 'This conversation was already with the stronger model',
    capability: 'Only the stronger model can do this',
    abstention: 'The usual way, as the score does not tell',
    narrow_margin: 'The usual way, as it was too close to call',
    band: 'The score is clear',
    threshold: 'A middling score, weighed against budget and load',
  },
  abstention: {
    no_text: 'There is no text to judge',
    unknown_language: 'The router has not learned this language',
  },
  degradation: {
    not_entitled: 'Your plan does not include the stronger model',
    share_used_up: 'Your share of the stronger model is used up',
    no_strategic_model: 'The stronger model cannot be reached',
    no_model: 'No model can be reached',
  },
  rejection: {
    other_tier: 'Meant for other work',
    not_yet_valid: 'Not offered yet',
    expired: 'No longer offered',
    shut_down: 'Switched off by its provider',
    unpriced: 'Its price is not known',
    context_too_small: 'The request is too long for it',
    modality: 'It cannot take this kind of input',
    no_tools: 'It cannot propose changes',
    other_region: 'It runs in another region',
    breaker_open: 'It failed too often just now',
  },
}

const german: RoutingWords = {
  reason: reasonIn({
    plain_action: 'Etwas Einfaches zu tun',
    short_request: (count) => (count === 1 ? 'Ein Wort' : `Kurz: ${count} Wörter`),
    shown_text_ignored: 'Zitiertes und Eingefügtes zählt nicht',
    several_sides_of_life: (count) => `Berührt ${count} Seiten deines Lebens`,
    long_horizon: 'Reicht über Monate oder Jahre',
    decision: 'Fragt nach einer Entscheidung',
    causes: 'Fragt nach Ursachen',
    about_oneself: 'Handelt von dir selbst',
    constraints: 'Etwas muss zurückstehen',
    drafting: 'Etwas zu schreiben oder zu ordnen',
    follow_up: 'Knüpft an das an, was du vorher gesagt hast',
    knowledge_question: 'Eine Wissens- oder Rechenfrage',
  }),
  decidedBy: {
    feature: 'Diese Funktion nimmt immer diesen Weg',
    chosen_model: 'Du hast das Modell gewählt',
    requires_reasoning: 'Gründliches Nachdenken war verlangt',
    thread: 'Dieses Gespräch lief schon mit dem stärkeren Modell',
    capability: 'Nur das stärkere Modell kann das',
    abstention: 'Der übliche Weg, weil die Punktzahl nichts sagt',
    narrow_margin: 'Der übliche Weg, weil es zu knapp war',
    band: 'Die Punktzahl ist eindeutig',
    threshold: 'Eine mittlere Punktzahl, abgewogen gegen Budget und Auslastung',
  },
  abstention: {
    no_text: 'Es gibt keinen Text zu beurteilen',
    unknown_language: 'Diese Sprache hat der Router nicht gelernt',
  },
  degradation: {
    not_entitled: 'Dein Tarif enthält das stärkere Modell nicht',
    share_used_up: 'Dein Anteil am stärkeren Modell ist aufgebraucht',
    no_strategic_model: 'Das stärkere Modell ist nicht erreichbar',
    no_model: 'Kein Modell ist erreichbar',
  },
  rejection: {
    other_tier: 'Für andere Arbeit gedacht',
    not_yet_valid: 'Noch nicht im Angebot',
    expired: 'Nicht mehr im Angebot',
    shut_down: 'Vom Anbieter abgeschaltet',
    unpriced: 'Sein Preis ist nicht bekannt',
    context_too_small: 'Die Anfrage ist zu lang dafür',
    modality: 'Es nimmt diese Art von Eingabe nicht an',
    no_tools: 'Es kann keine Änderungen vorschlagen',
    other_region: 'Es läuft in einer anderen Region',
    breaker_open: 'Es ist gerade zu oft ausgefallen',
  },
}

export const ROUTING_WORDS: Readonly<Record<RoutingLocale, RoutingWords>> = { en: english, de: german }
