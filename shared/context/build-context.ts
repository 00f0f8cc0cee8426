import { SYSTEM_PROMPT } from '../assistant/prompt.ts'
import type { Scene } from '../assistant/scene.ts'
import { isTimeZone, wallClock } from '../import/zoned-time.ts'
import type { Locale } from '../quick-add/types.ts'
import { findAsk } from '../routing/ask.ts'
import { type Choice, chooseRows } from './choose-rows.ts'
import { asData, asRequest } from './data-text.ts'
import { HiddenValues } from './hidden-values.ts'
import { topicsOf } from './message-topics.ts'
import { PrivateNames } from './private-names.ts'
import { PROPOSAL_TOKENS } from './proposals.ts'
import { readableLife, type RowKey } from './readable-life.ts'
import { RefBook, type Refs } from './refs.ts'
import { type Page, RecordWriter, type SentRecord } from './render-record.ts'
import { tokenBound } from './token-bound.ts'

export type { SentRecord } from './render-record.ts'
export type { Refs } from './refs.ts'

export interface Turn {
  role: 'user' | 'assistant'
  text: string
}

export interface ContextRequest {
  message: string
  /** The turns before it, oldest first. */
  prior: readonly Turn[]
  scene: Scene
  /** Input tokens that may be spent beside what every request begins with. The message itself is never cut. */
  tokenBudget: number
  locale: Locale
  /** ISO instant. */
  now: string
  /** The row that is open before the person. */
  focus?: RowKey
  /** A strategic model weighs it: what the life is made of belongs to it. */
  isWeighed?: boolean
}

export interface Context {
  system: string
  /** The person begins, and the roles take turns. */
  messages: Turn[]
  /** Every row of which something is in the messages, and which columns. */
  records: SentRecord[]
  refs: Refs
  /** What all this, and the tool for proposals, comes to at most. */
  inputTokens: number
}

/** What every request begins with comes to at most. */
const FIXED_TOKENS = tokenBound(SYSTEM_PROMPT) + PROPOSAL_TOKENS

const MOST_TURNS = 6
/** Of what is left after the message, so much may be what was said before. */
const SHARE_OF_TURNS = 0.3
/** A shorter quotation is a part of the request. */
const SHORTEST_PASTE = 80

/**
 * What a model is shown for a message: the smallest part of a life that answers it, as data, under names that mean
 * nothing elsewhere. No row for rules only is in it, no id, no address, number or key. Pure; the same for the same input.
 */
export function buildContext(request: ContextRequest): Context {
  const { message, prior, scene, tokenBudget, locale, now, focus, isWeighed = false } = request
  const hidden = new HiddenValues()
  const readable = readableLife(scene)
  const names = new PrivateNames(scene.life, readable.isPrivate)
  const safe = (text: string) => hidden.hide(names.hide(text, hidden))

  const clock = wallClock(
    new Date(now),
    isTimeZone(scene.profile.time_zone) ? scene.profile.time_zone : 'UTC',
  )
  const opening = `<context${contextHead(clock, scene, locale)}>`
  const asked = findAsk(message)
  const isPasted = asked.shownLength >= SHORTEST_PASTE
  const ask = isPasted ? asked.text : message
  const topics = topicsOf(ask)
  const book = new RefBook(hidden, topics.isOfRemoval)
  const question = isPasted
    ? `${element('pasted', asRequest(safe(withoutAsk(message, asked.text))))}\n${element('request', asRequest(safe(asked.text)))}`
    : element('request', asRequest(safe(message)))
  const own = [opening, '</context>', question].reduce((sum, part) => sum + tokenBound(part), 0)
  let left = tokenBudget - own

  const turns = turnsBefore(prior, names, safe, left * SHARE_OF_TURNS)
  left -= turns.reduce((sum, { text }) => sum + tokenBound(text), 0)

  const memories = new Map<string, string>()
  for (const { id, text } of scene.memories) {
    const line = `<memory>${asData(safe(text))}</memory>`
    const tokens = tokenBound(line) + 1
    if (tokens > left) break
    left -= tokens
    memories.set(id, line)
  }

  const earlier = prior.filter(({ role }) => role === 'user').slice(-2)
  const chosen = chooseRows(
    {
      ask,
      topics,
      earlier: earlier.map(({ text }) => text).join('\n'),
      today: clock.day,
      isWeighed,
      ...(focus && { focus }),
    },
    readable,
    scene,
  )
  const writer = new RecordWriter(readable, scene.ranking)
  // Days are filled by how long things take; what is weighed is not planned yet.
  const details = isWeighed ? 'none' : topics.isOfDays ? 'all' : 'named'
  const rows = fitting(withLabels(chosen, readable.life), { writer, details }, left)
  const shown = new Set(rows.map(({ id }) => id))
  const page: Page = { book, hidden, details, isShown: (id) => shown.has(id) }
  const written = rows.map((row) => writer.write(row, row.isNamed, page))
  const text = [
    opening,
    ...memories.values(),
    ...written.map((row) => row.text),
    '</context>',
    question,
  ].join('\n')
  const messages = inTurns([...turns, { role: 'user', text }])
  return {
    system: SYSTEM_PROMPT,
    messages,
    records: [
      ...[...memories.keys()].map((id): SentRecord => ({
        table: 'assistant_memories',
        id,
        fields: ['text'],
      })),
      ...written.map(({ record }) => record),
    ],
    refs: book,
    inputTokens: messages.reduce((sum, each) => sum + tokenBound(each.text), FIXED_TOKENS),
  }
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const LANGUAGES: Record<Locale, string> = { en: 'English', de: 'German', es: 'Spanish', fr: 'French' }

function contextHead(
  { day, time }: { day: string; time: string },
  { profile }: Scene,
  locale: Locale,
): string {
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!
  const values = [
    ['now', `${weekday} ${day} ${time.slice(0, 5)}`],
    ['time_zone', profile.time_zone],
    // What is usual the prompt says once for all.
    ...(profile.week_start === 1 ? [] : [['week_starts_on', WEEKDAYS[profile.week_start] ?? 'Monday']]),
    ...(locale === 'en' ? [] : [['language', LANGUAGES[locale]]]),
  ]
  return values.map(([name, value]) => ` ${name}="${asData(value!)}"`).join('')
}

const element = (name: 'pasted' | 'request', text: string) => `<${name}>\n${text}\n</${name}>`

/** Said once, where it stands in one piece. */
function withoutAsk(message: string, ask: string): string {
  const at = message.indexOf(ask)
  return at < 0 ? message : `${message.slice(0, at)}${message.slice(at + ask.length)}`.trim()
}

function turnsBefore(
  prior: readonly Turn[],
  names: PrivateNames,
  safe: (text: string) => string,
  tokens: number,
): Turn[] {
  const turns: Turn[] = []
  let left = tokens
  for (const { role, text } of prior.slice(-MOST_TURNS).reverse()) {
    // Answered by rules from rows that are no model's: the figures of such an answer are as private as its names.
    if (role === 'assistant' && names.isNamedIn(text)) continue
    const turn = { role, text: asRequest(safe(text)) }
    left -= tokenBound(turn.text)
    if (left < 0) break
    turns.unshift(turn)
  }
  return turns
}

/** Both providers want a conversation that the person begins, and one turn of each after the other. */
function inTurns(turns: readonly Turn[]): Turn[] {
  const first = turns.findIndex(({ role }) => role === 'user')
  const result: Turn[] = []
  for (const turn of turns.slice(first)) {
    const last = result.at(-1)
    if (last?.role === turn.role) last.text += `\n\n${turn.text}`
    else result.push({ ...turn })
  }
  return result
}

/** A label is shown where a task that wears it is named. */
function withLabels(chosen: readonly Choice[], life: Scene['life']): Choice[] {
  const shown = new Set(chosen.map(({ id }) => id))
  const named = new Set(chosen.filter(({ isNamed }) => isNamed).map(({ id }) => id))
  const worn = life.task_labels.filter(({ task_id, label_id }) => named.has(task_id) && !shown.has(label_id))
  const labels = new Set(worn.map(({ label_id }) => label_id))
  return [...chosen, ...[...labels].map((id): Choice => ({ entity: 'label', id, isNamed: false }))]
}

/** As many of the rows as there is room for, the first ones first. */
function fitting(
  chosen: readonly Choice[],
  { writer, details }: { writer: RecordWriter; details: Page['details'] },
  tokens: number,
): Choice[] {
  const hidden = new HiddenValues()
  const all = new Set(chosen.map(({ id }) => id))
  // With all that they point at, of which some may be left out: so they only get shorter. Under names of their own,
  // because a row that is left out must have none in the end.
  const page: Page = { book: new RefBook(hidden), hidden, details, isShown: (id) => all.has(id) }
  let left = tokens
  const first = chosen.findIndex((row) => {
    left -= tokenBound(writer.write(row, row.isNamed, page).text) + 1
    return left < 0
  })
  return first < 0 ? [...chosen] : chosen.slice(0, first)
}
