import {
  type ChangeCommand,
  compileCommands,
  type Navigation,
  parseCommand,
  type Query,
} from '../commands.ts'
import { changeSchema, navigationSchema, querySchema } from '../commands/schema.ts'
import { durationReader, shiftReader } from './amounts.ts'
import { creationReaders } from './creations.ts'
import { type Lexicon, lexiconOf, phraseAt, type Rule } from './lexicon.ts'
import { type Message, readMessage, type Token } from './message.ts'
import { readNames } from './names.ts'
import { matchPattern } from './pattern.ts'
import { questionReaders } from './questions.ts'
import { changeReaders, mentions, type Outcome, type Reader } from './readers.ts'
import { keyOfMeaning } from './same.ts'
import { type Failure, isFailure, type Scene } from './scene.ts'
import type { Understanding, UnderstandContext, WhyUnclear } from './types.ts'
import type { Intent } from './words/language.ts'

export type { Candidate, UnderstandContext, Understanding, WhyUnclear } from './types.ts'

const READERS: Record<Intent, Reader> = {
  ...changeReaders,
  ...creationReaders,
  ...questionReaders,
  shift: shiftReader,
  duration: durationReader,
}

/** A longer message is a text, and is read by a model or by nobody. */
const MOST_CHARACTERS = 300
const MOST_WORDS = 40
const SURE = 0.97
const PARTLY = 0.85

const unclear = (why: WhyUnclear): Understanding => ({ kind: 'unclear', why })

/**
 * What a message means by rules alone: no model, no cost, the same every time. Only what is understood to the last
 * word becomes a command; of two things it could mean it is none. What is quoted, pasted, denied, supposed or asked is
 * never an order. Never throws.
 */
export function understand(message: string, context: UnderstandContext): Understanding {
  const text = message.trim()
  if (Number.isNaN(Date.parse(context.now)) || text.length > MOST_CHARACTERS) return unclear('no_intent')
  if (/[\r\n]|^[>"“„«‘'`|]|```/u.test(text)) return unclear('quoted')
  const typed = parseCommand(text, { life: context.life, locale: context.locale })
  if (typed) return sorted(typed)
  const lexicon = lexiconOf(context.locale)
  const read = withoutSoftWords(readMessage(text), lexicon)
  if (read.tokens.length === 0 || read.tokens.length > MOST_WORDS) return unclear('no_intent')
  const scene = {
    message: read,
    lexicon,
    context,
    names: readNames(context.life, context.locale, lexicon.fillers),
    rows: new Map(),
  }
  const one = readOne(read.tokens, scene)
  return one && one.kind !== 'unclear' ? one : (readSeveral(scene) ?? one ?? unclear('no_intent'))
}

const sorted = (typed: unknown): Understanding => {
  const sure = { confidence: 1, reasons: ['command'] }
  const change = changeSchema.safeParse(typed)
  if (change.success) return { kind: 'commands', commands: [change.data], ...sure }
  const query = querySchema.safeParse(typed)
  if (query.success) return { kind: 'query', query: query.data, ...sure }
  return { kind: 'navigation', target: navigationSchema.parse(typed), ...sure }
}

/** "lösche bitte …": such words stand anywhere and say nothing. */
function withoutSoftWords(message: Message, { soft }: Lexicon): Message {
  const tokens = message.tokens.filter(({ word, isQuoted }) => isQuoted || !soft.has(word))
  return { ...message, tokens }
}

/** Takes politeness off both ends. */
function stripped(
  tokens: readonly Token[],
  { language }: Lexicon,
): { tokens: readonly Token[]; isRequest: boolean } {
  let rest = tokens
  let isRequest = false
  for (;;) {
    const asked = phraseAt(rest, 0, language.politeQuestions)
    const length = asked || phraseAt(rest, 0, language.polite) || (rest[0]?.word === ',' ? 1 : 0)
    if (length === 0 || length === rest.length) break
    isRequest ||= asked > 0
    rest = rest.slice(length)
  }
  for (;;) {
    const length = [3, 2, 1].find(
      (count) => count < rest.length && phraseAt(rest.slice(-count), 0, language.endings) === count,
    )
    const comma = rest.at(-1)?.word === ',' ? 1 : 0
    if (!length && !comma) return { tokens: rest, isRequest }
    rest = rest.slice(0, -(length ?? comma))
  }
}

type Read = Extract<Outcome, { kind: string }> & { intent: Intent }

function readOne(all: readonly Token[], scene: Scene): Understanding | null {
  const { tokens, isRequest } = stripped(all, scene.lexicon)
  const polite = readAll(tokens, scene)
  // "What should I do now": what looks like politeness may be the question.
  const whole = polite.read.length === 0 && tokens.length < all.length ? readAll(all, scene).read : []
  const failure = polite.failure
  const read = polite.read.length > 0 ? polite.read : whole.filter(({ kind }) => kind !== 'commands')
  const [one, another] = read
  if (!one) return failure && { kind: 'unclear', ...failure }
  if (another) return { kind: 'unclear', why: 'ambiguous_name' }
  if (one.kind === 'commands' && scene.message.isQuestion && !isRequest) return unclear('not_an_order')
  if (one.kind === 'commands' && isSeveral(tokens, one, scene)) return null
  const about = {
    confidence: one.isExact ? SURE : PARTLY,
    reasons: [`intent:${one.intent}`, `name:${one.isExact ? 'whole' : 'part'}`],
  }
  switch (one.kind) {
    case 'commands':
      return canBeDone(one.commands, scene)
        ? { kind: 'commands', commands: one.commands, ...about }
        : unclear('unclear_detail')
    case 'query':
      return { kind: 'query', query: one.query, ...about }
    case 'navigation':
      return { kind: 'navigation', target: one.target, ...about }
  }
}

const canBeDone = (commands: readonly ChangeCommand[], { context: { life } }: Scene): boolean =>
  commands.every((made) => changeSchema.safeParse(made).success) &&
  compileCommands(commands, life).problems.length === 0

/** Every different meaning the rules find: those by whole names, where there are some. */
function readAll(tokens: readonly Token[], scene: Scene): { read: Read[]; failure: Failure | null } {
  const words = new Set(tokens.filter(({ isQuoted }) => !isQuoted).map(({ word }) => word))
  const read = new Map<string, Read>()
  let failure: Failure | null = null
  for (const { intent, pattern } of scene.lexicon.rules.filter((rule) => isPossible(rule, words))) {
    for (const slots of matchPattern(pattern, tokens)) {
      const outcome = READERS[intent](slots, scene)
      if (isFailure(outcome)) failure = graver(failure, outcome)
      else {
        const key = keyOfMeaning(meaningOf(outcome))
        if (!read.get(key)?.isExact) read.set(key, { ...outcome, intent })
      }
    }
  }
  const found = [...read.values()]
  const exact = found.filter(({ isExact }) => isExact)
  return { read: exact.length > 0 ? exact : found, failure }
}

function meaningOf(outcome: Exclude<Outcome, Failure>): ChangeCommand[] | Query | Navigation {
  switch (outcome.kind) {
    case 'commands':
      return outcome.commands
    case 'query':
      return outcome.query
    case 'navigation':
      return outcome.target
  }
}

const isPossible = ({ pattern }: Rule, words: ReadonlySet<string>): boolean =>
  pattern.every(
    (element) =>
      element.kind === 'slot' ||
      element.isOptional ||
      element.choices.some((choice) => choice.every((word) => words.has(word))),
  )

const GRAVITY: readonly WhyUnclear[] = [
  'no_intent',
  'unclear_detail',
  'unknown_name',
  'nothing_matches',
  'ambiguous_name',
]

const graver = (one: Failure | null, other: Failure): Failure =>
  one && GRAVITY.indexOf(one.why) >= GRAVITY.indexOf(other.why) ? one : other

/** A new name that goes on with another order is two orders. */
function isSeveral(tokens: readonly Token[], { intent }: Read, scene: Scene): boolean {
  if (!intent.startsWith('create') && intent !== 'note' && intent !== 'rename') return false
  return parts(tokens, scene)
    .slice(1)
    .some((part) => startsLikeOrder(part, scene))
}

function startsLikeOrder(part: readonly Token[], { lexicon }: Scene): boolean {
  const { tokens } = stripped(part, lexicon)
  return lexicon.rules.some(({ pattern: [first] }) =>
    first?.kind === 'words' && !first.isOptional
      ? first.choices.some((words) =>
          words.every((word, i) => tokens[i]?.word === word && !tokens[i].isQuoted),
        )
      : false,
  )
}

function parts(tokens: readonly Token[], { lexicon }: Scene): Token[][] {
  const all: Token[][] = [[]]
  for (let at = 0; at < tokens.length;) {
    const joint = tokens[at]!.word === ',' ? 1 : phraseAt(tokens, at, lexicon.language.and)
    if (joint > 0) all.push([])
    else all.at(-1)!.push(tokens[at]!)
    at += Math.max(joint, 1)
  }
  return all.filter((part) => part.length > 0)
}

/** "Complete Run and move the dentist to friday": orders one after the other, each understood by itself. */
function readSeveral(scene: Scene): Understanding | null {
  const { tokens } = scene.message
  const each = parts(tokens, scene)
  if (each.length < 2 || mentions(tokens, scene.lexicon.language.conditions)) return null
  const read = each.map((part) => readOne(part, scene))
  const commands = read.flatMap((one) => (one?.kind === 'commands' ? one.commands : []))
  if (!read.every((one) => one?.kind === 'commands')) return null
  return { kind: 'commands', commands, confidence: PARTLY, reasons: ['several'] }
}
