import type { Span } from './line.ts'

const blank = /^[\s,;]*$/
const visible = /[\p{L}\p{N}\p{S}]/u
/** What may follow the last hole of a line without being words. */
const ending = /^[\s.!?…)\],;:–—-]*$/
const closing = /^[,.;:!?)\]]/
const opening = /[([]$/
const separators = /^(?:[,;:.]+|[–—-]+)(?=\s|$)/
const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']' }
/** Deeper nested brackets around nothing stay. */
const MOST_BRACKETS = 8

export const isEmptyTitle = (title: string) => !visible.test(title)

/**
 * The text without its chips (C2). Only places next to a removed chip are tidied up.
 * @param chips by start, in places of `text`
 * @param backslashes places of backslashes to leave out
 * @param quotes quoted stretches: one that is all of the title loses its quotes
 */
export function writeTitle(
  text: string,
  chips: readonly Span[],
  backslashes: readonly number[],
  quotes: readonly Span[],
): string {
  const segments = segmentsOf(text, holesOf(text, chips))
  const lastWords = segments.findLastIndex(({ start, end }) => !ending.test(text.slice(start, end)))
  let title = ''
  segments.forEach((segment, i) => {
    const isLast = i === segments.length - 1
    const from =
      i > 0 && (title === '' || endsWithSeparator(title)) ? afterSeparators(text, segment, title) : segment
    const kept = !isLast && i >= lastWords ? beforeSeparators(text, from) : from
    const words = write(text, kept, backslashes)
    if (words === '') return
    title += (title === '' || closing.test(words) || opening.test(title) ? '' : ' ') + words
  })
  const isQuoted = quotes.some(
    (quote) => text[quote.start] === title[0] && write(text, quote, backslashes) === title,
  )
  return isQuoted ? title.slice(1, -1).trim() : title
}

/** Chips with nothing between them are one hole; brackets around nothing go with it. */
function holesOf(text: string, chips: readonly Span[]): Span[] {
  let holes = merge(text, chips)
  for (let i = 0; i < MOST_BRACKETS; i++) {
    const wider = holes.map((hole) => withBrackets(text, hole))
    if (wider.every((hole, at) => hole === holes[at])) break
    holes = merge(text, wider)
  }
  return holes
}

function merge(text: string, spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && blank.test(text.slice(last.end, span.start)))
      merged[merged.length - 1] = { ...last, end: span.end }
    else merged.push(span)
  }
  return merged
}

function withBrackets(text: string, hole: Span): Span {
  let { start, end } = hole
  while (start > 0 && isBlank(text[start - 1])) start--
  while (end < text.length && isBlank(text[end])) end++
  const closer = brackets[text[start - 1] ?? '']
  return closer !== undefined && text[end] === closer ? { start: start - 1, end: end + 1 } : hole
}

function segmentsOf(text: string, holes: readonly Span[]): Span[] {
  const edges = [0, ...holes.flatMap(({ start, end }) => [start, end]), text.length]
  return Array.from({ length: edges.length / 2 }, (_, i) => trim(text, edges[2 * i]!, edges[2 * i + 1]!))
}

const isBlank = (character: string | undefined) =>
  character !== undefined && /\p{White_Space}/u.test(character)

function trim(text: string, start: number, end: number): Span {
  while (start < end && isBlank(text[start])) start++
  while (end > start && isBlank(text[end - 1])) end--
  return { start, end }
}

const endsWithSeparator = (title: string) => /[,;:.]$/.test(title) || /(?:^|\s)[–—-]$/.test(title.slice(-2))

/** At the start of the line all separators go, between two separators the second one. */
function afterSeparators(text: string, { start, end }: Span, title: string): Span {
  const match = separators.exec(text.slice(start, end))
  if (!match) return { start, end }
  const rest = trim(text, start + match[0].length, end)
  return title === '' ? afterSeparators(text, rest, title) : rest
}

/** Before the end of the line none of these stays; a dash only counts where it stands free. */
function beforeSeparators(text: string, { start, end }: Span): Span {
  const trimmed = trim(text, start, end)
  let at = trimmed.end
  if (at === start) return trimmed
  if (',;:'.includes(text[at - 1]!)) return beforeSeparators(text, { start, end: at - 1 })
  while (at > start && '–—-'.includes(text[at - 1]!)) at--
  const isFree = at < trimmed.end && (at === start || isBlank(text[at - 1]))
  return isFree ? beforeSeparators(text, { start, end: at }) : trimmed
}

function write(text: string, { start, end }: Span, backslashes: readonly number[]): string {
  let written = ''
  let done = start
  for (const at of backslashes) {
    if (at < start || at >= end) continue
    written += text.slice(done, at)
    done = at + 1
  }
  return (written + text.slice(done, end)).replace(/\p{White_Space}+/gu, ' ').trim()
}
