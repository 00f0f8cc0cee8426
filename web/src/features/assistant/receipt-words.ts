import type { AssistantRoute } from '../../../../shared/assistant/answer.ts'
import { ROUTING_WORDS } from '../../../../shared/routing/reason-texts.ts'
import type { AppLocale } from '../../lib/i18n/locale.ts'
import type { AssistantTranslate } from './assistant-text.ts'

/** What may befall an answer after the router has decided. */
const LATER = ['budget', 'smaller_answer', 'fallback', 'cut_off', 'length', 'blocked'] as const

const known = <T extends object>(words: T, code: string | null): T[keyof T] | null =>
  code !== null && Object.hasOwn(words, code) ? words[code as keyof T] : null

/** Why a question went the way it went, each reason a line; what this app has no words for is left out. */
export function whyLines({ reasons, decided_by }: AssistantRoute, locale: AppLocale): string[] {
  const words = ROUTING_WORDS[locale]
  const lines = reasons.map((reason) => words.reason(reason as Parameters<typeof words.reason>[0]))
  return [...lines, known(words.decidedBy, decided_by)].filter((line) => line !== null && line !== undefined)
}

/** Why there was less than was asked for. */
export function degradedWords(code: string | null, t: AssistantTranslate, locale: AppLocale): string {
  const routed = known(ROUTING_WORDS[locale].degradation, code)
  return routed ?? t(`receipt.degradedFor.${LATER.find((candidate) => candidate === code) ?? 'other'}`)
}
