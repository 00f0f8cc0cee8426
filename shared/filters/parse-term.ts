import { parseDayTest } from './day-test.ts'
import { type Comparison, DAY_FIELDS, type DayField, LEVELS, type FilterLevel, type Term } from './filter.ts'
import type { FilterError, FilterErrorCode, Token } from './tokens.ts'
import {
  ENERGY_WORDS,
  type FilterKey,
  isWord,
  KEYS,
  lookUp,
  NONE,
  PRIORITY_WORDS,
  STATUS_WORDS,
  TRAIT_WORDS,
} from './words.ts'

type TermToken = Extract<Token, { kind: 'term' }>

const SHORT_PRIORITIES = { p1: 'urgent', p2: 'high', p3: 'medium', p4: 'low' } as const

/** `word:` or `word:value`, but neither a time of day nor an address. */
const KEYED = /^([\p{L}][\p{L}_-]*):(?!\/\/)(.*)$/su

const DURATION = /^(<=|>=|<|>|=)?(?:(\d{1,3})h(?:(\d{1,2})m?)?|(\d{1,5})m?)$/

const isDayField = (key: FilterKey): key is DayField => (DAY_FIELDS as readonly string[]).includes(key)
const isLevel = (key: FilterKey): key is FilterLevel => (LEVELS as readonly string[]).includes(key)

/** One condition out of its text. */
export function parseTerm(token: TermToken): Term | FilterError {
  const { head, quoted } = token
  if (head === '' && quoted !== null)
    return quoted ? { kind: 'text', text: quoted } : fail(token, 'missingValue')

  const sigil = head.charAt(0)
  if (sigil === '#' || sigil === '@') {
    const name = quoted ?? head.slice(1)
    if (!name) return fail(token, 'missingValue')
    return sigil === '#' ? { kind: 'place', level: 'project', name } : { kind: 'label', name }
  }

  const short = head.toLowerCase()
  if (short in SHORT_PRIORITIES) {
    return { kind: 'priority', priority: SHORT_PRIORITIES[short as keyof typeof SHORT_PRIORITIES] }
  }

  const keyed = KEYED.exec(head)
  if (!keyed) return { kind: 'text', text: head }
  const [, word = '', bare = ''] = keyed
  const key = lookUp(KEYS, word)
  if (!key) return bare || quoted !== null ? fail(token, 'unknownKey', word) : { kind: 'text', text: head }
  const value = quoted ?? bare
  if (!value) return fail(token, 'missingValue')
  return parseValue(token, key, value)
}

function parseValue(token: TermToken, key: FilterKey, value: string): Term | FilterError {
  const isNone = token.quoted === null && isWord(NONE, value)
  if (isLevel(key)) return { kind: 'place', level: key, name: isNone ? null : value }
  if (isDayField(key)) {
    const test = parseDayTest(key, value)
    return test ? { kind: 'day', field: key, test } : fail(token, 'badDay', value)
  }
  switch (key) {
    case 'label':
      return { kind: 'label', name: isNone ? null : value }
    case 'duration':
      return parseDuration(token, value, isNone)
    case 'energy': {
      const energy = isNone ? null : (lookUp(ENERGY_WORDS, value) ?? undefined)
      return energy === undefined ? fail(token, 'unknownValue', value) : { kind: 'energy', energy }
    }
    case 'priority': {
      const short = value.toLowerCase() as keyof typeof SHORT_PRIORITIES
      const priority = SHORT_PRIORITIES[short] ?? lookUp(PRIORITY_WORDS, value)
      return priority ? { kind: 'priority', priority } : fail(token, 'unknownValue', value)
    }
    case 'status': {
      const status = lookUp(STATUS_WORDS, value)
      return status ? { kind: 'status', status } : fail(token, 'unknownValue', value)
    }
    case 'is': {
      const trait = lookUp(TRAIT_WORDS, value)
      return trait ? { kind: 'is', trait } : fail(token, 'unknownValue', value)
    }
  }
}

function parseDuration(token: TermToken, value: string, isNone: boolean): Term | FilterError {
  if (isNone) return { kind: 'duration', operator: 'none' }
  const match = DURATION.exec(value.toLowerCase())
  if (!match) return fail(token, 'badDuration', value)
  const [, operator = '=', hours, rest, minutes] = match
  const total = minutes === undefined ? Number(hours) * 60 + Number(rest ?? 0) : Number(minutes)
  return { kind: 'duration', operator: operator as Comparison, minutes: total }
}

const fail = (token: TermToken, error: FilterErrorCode, found = token.text): FilterError => ({
  error,
  position: token.position + Math.max(token.text.indexOf(found), 0),
  found,
})
