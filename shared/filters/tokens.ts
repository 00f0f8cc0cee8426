import { lookUp, OPERATORS } from './words.ts'

export type FilterErrorCode =
  | 'unknownKey'
  | 'unknownValue'
  | 'missingValue'
  | 'badDay'
  | 'badDuration'
  | 'unclosedQuote'
  | 'unclosedGroup'
  | 'unopenedGroup'
  | 'missingTerm'
  | 'tooDeep'

/** What cannot be read: which rule it breaks, where it begins, and the piece of text it is about. */
export type FilterError = { error: FilterErrorCode; position: number; found: string }

export type Token =
  | { kind: 'open' | 'close' | 'and' | 'or' | 'not'; position: number; text: string }
  /** A term as it stands; what was in quotation marks is `quoted` and never a keyword. */
  | { kind: 'term'; position: number; text: string; head: string; quoted: string | null }

const SYMBOLS: Record<string, Exclude<Token['kind'], 'term'>> = {
  '(': 'open',
  ')': 'close',
  '&': 'and',
  '|': 'or',
  '!': 'not',
}

/** Where a word ends. */
const BREAK = /[\s()&|"]/

/** What a quotation mark may directly follow: `#"My project"`, `area:"Deep work"`. */
const BEFORE_QUOTE = /^(?:[#@]|[^\s:"]+:)$/

/** The text in its pieces, or what is wrong with one of them. */
export function tokenize(text: string): Token[] | FilterError {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text.charAt(at)
    const symbol = SYMBOLS[char]
    if (/\s/.test(char)) {
      at += 1
    } else if (symbol) {
      tokens.push({ kind: symbol, position: at, text: char })
      at += 1
    } else {
      const token = readTerm(text, at)
      if ('error' in token) return token
      tokens.push(token)
      at += token.text.length
    }
  }
  return tokens
}

function readTerm(text: string, start: number): Token | FilterError {
  let end = start
  while (end < text.length && !BREAK.test(text.charAt(end))) end += 1
  const head = text.slice(start, end)
  const isQuoted = text.charAt(end) === '"' && (head === '' || BEFORE_QUOTE.test(head))
  if (!isQuoted) {
    const operator = lookUp(OPERATORS, head)
    if (operator) return { kind: operator, position: start, text: head }
    return { kind: 'term', position: start, text: head, head, quoted: null }
  }
  let quoted = ''
  for (let at = end + 1; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '"') {
      return { kind: 'term', position: start, text: text.slice(start, at + 1), head, quoted }
    }
    if (char === '\\') at += 1
    quoted += text.charAt(at)
  }
  return { error: 'unclosedQuote', position: end, found: text.slice(end) }
}
