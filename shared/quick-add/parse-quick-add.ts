import { isTimeZone, wallClock } from '../import/zoned-time.ts'
import { acceptExpressions } from './choose-expressions.ts'
import { chooseDuration, readDurations } from './durations.ts'
import { createCover } from './cover.ts'
import { resolveDue } from './due.ts'
import { readExpressions } from './expressions.ts'
import { grammarOf } from './grammar.ts'
import { mask, readLine, type Line, type Span } from './line.ts'
import { readLiterals, type Literals } from './literals.ts'
import { readRepetition } from './repetition.ts'
import { readSigils, type Sigil } from './sigils.ts'
import { isEmptyTitle, writeTitle } from './title.ts'
import type { Chip, ChipKind, Present, QuickAddContext, QuickAddResult } from './types.ts'

export type { Chip, ChipKind, QuickAddContext, QuickAddResult } from './types.ts'

interface Claim extends Span {
  kind: ChipKind
}

/**
 * Reads one line of quick-add as a task. What is not understood stays in the title, letter for letter. Pure and
 * deterministic; never throws.
 */
export function parseQuickAdd(text: string, context: QuickAddContext): QuickAddResult {
  const line = readLine(text)
  const literals = readLiterals(line)
  const present = presentOf(context)
  if (!present) return finish(line, literals, [], nothing)
  const words = mask(line.folded, literals.opaque)
  const sigils = readSigils(line, words, context.known, present)
  const unclaimed = mask(words, [...sigils.chosen, ...sigils.opaque])
  const { claims, ...fields } = readPlan({ line, masked: unclaimed }, sigils.chosen, present)
  return finish(line, literals, [...sigils.chosen, ...claims], { ...fields, ...fieldsOf(sigils.chosen) })
}

type Fields = Omit<QuickAddResult, 'title' | 'chips' | 'error'>

const nothing: Fields = {
  due: null,
  start: null,
  deadline: null,
  duration_min: null,
  recurrence: null,
  priority: null,
  labels: [],
  project: null,
  energy: null,
}

/** Null where the instant is none, or so far away that its neighbours have no date. */
function presentOf({ now, tz, locale, week_start }: QuickAddContext): Present | null {
  const instant = new Date(now)
  if (!(instant.getUTCFullYear() >= 1901 && instant.getUTCFullYear() <= 2190)) return null
  const timeZone = isTimeZone(tz) ? tz : 'UTC'
  const { day, time } = wallClock(instant, timeZone)
  return {
    grammar: grammarOf(locale),
    now: instant,
    timeZone,
    today: day,
    time,
    weekStart: week_start === 'sun' ? 7 : 1,
  }
}

/** Repetition, dates and times, durations: in that order, each from what the earlier ones left. */
function readPlan(source: { line: Line; masked: string }, sigils: readonly Span[], present: Present) {
  const { folded } = source.line
  const lengths = readDurations(source, present)
  const clear = (span: Span, others: readonly Span[]) =>
    others.every((other) => span.end <= other.start || span.start >= other.end)
  const isLast = once(() => {
    const times = readExpressions(source, present).filter(({ date }) => !date)
    return createCover(folded, [...sigils, ...lengths, ...times])
  })
  const repetition = readRepetition(source, present, (at) => isLast().isTrailing(at))
  const rules = repetition ? [repetition] : []
  const masked = mask(source.masked, rules)
  const free = lengths.filter((length) => clear(length, rules))
  const cover = createCover(folded, [...sigils, ...rules, ...free])
  const expressions = readExpressions({ line: source.line, masked }, present)
  const accepted = acceptExpressions(masked, expressions, cover, present)
  const chosen = createCover(folded, [...sigils, ...rules, ...free])
  const due = resolveDue(accepted, repetition, chosen, present)
  const left = free.filter((length) => clear(length, due.spans))
  const final = createCover(folded, [...sigils, ...rules, ...due.spans])
  const duration = chooseDuration(left, final)
  const claims: Claim[] = [
    ...rules.map(({ start, end }): Claim => ({ kind: 'recurrence', start, end })),
    ...due.spans.map(({ start, end }): Claim => ({ kind: 'due', start, end })),
    ...(duration ? [{ kind: 'duration' as const, start: duration.start, end: duration.end }] : []),
  ]
  return {
    ...nothing,
    due: due.due,
    recurrence: due.recurrence,
    duration_min: duration?.minutes ?? due.duration,
    claims,
  }
}

function once<Value extends object>(create: () => Value): () => Value {
  let value: Value | undefined
  return () => (value ??= create())
}

function fieldsOf(sigils: readonly Sigil[]): Omit<Fields, 'due' | 'duration_min' | 'recurrence'> {
  const valueOf = (kind: Sigil['kind']) => sigils.find((sigil) => sigil.kind === kind)?.value ?? null
  const labels = sigils.filter(({ kind }) => kind === 'label').map(({ value }) => value)
  const priority = valueOf('priority')
  return {
    start: valueOf('start'),
    deadline: valueOf('deadline'),
    priority: priority === null ? null : Number(priority),
    labels: [...new Set(labels)],
    project: valueOf('project'),
    energy: valueOf('energy') as Fields['energy'],
  }
}

function finish(
  { text, origin }: Line,
  literals: Literals,
  claims: readonly Claim[],
  fields: Fields,
): QuickAddResult {
  const place = ({ start, end }: Span) => ({ start: origin[start]!, end: origin[end]! })
  const chips: Chip[] = [...claims]
    .sort((a, b) => a.start - b.start)
    .map((claim) => ({ kind: claim.kind, ...place(claim) }))
  const backslashes = literals.backslashes.map((at) => origin[at]!)
  const title = writeTitle(text, chips, backslashes, literals.quoted.map(place))
  const isEmpty = isEmptyTitle(title)
  return { title: isEmpty ? '' : title, ...fields, chips, error: isEmpty ? 'empty_title' : null }
}
