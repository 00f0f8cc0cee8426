import { EVERYTHING, type Filter, group } from './filter.ts'
import { parseTerm } from './parse-term.ts'
import { type FilterError, type FilterErrorCode, type Token, tokenize } from './tokens.ts'

export type { FilterError, FilterErrorCode } from './tokens.ts'

/** Deeper than anybody thinks, and far from where the stack of calls ends. */
const MAX_DEPTH = 40

class Unreadable extends Error {
  readonly reason: FilterError
  constructor(reason: FilterError) {
    super(reason.error)
    this.reason = reason
  }
}

/**
 * Reads a filter. Terms that follow each other must all hold; `and` binds stronger than `or`, `not` strongest.
 * @example parseFilter('due:today and (p1 or @errand) and not is:blocked')
 */
export function parseFilter(text: string): { ast: Filter } | FilterError {
  const tokens = tokenize(text)
  if (!Array.isArray(tokens)) return tokens
  if (tokens.length === 0) return { ast: EVERYTHING }
  try {
    return { ast: new Reader(tokens, text.length).readAll() }
  } catch (error) {
    if (error instanceof Unreadable) return error.reason
    throw error
  }
}

class Reader {
  #next = 0
  #depth = 0
  readonly #tokens: readonly Token[]
  readonly #end: number

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  readAll(): Filter {
    const filter = this.#readOr()
    const rest = this.#peek()
    if (rest) this.#fail('unopenedGroup', rest)
    return filter
  }

  #readOr(): Filter {
    const parts = [this.#readAnd()]
    while (this.#take('or')) parts.push(this.#readAnd())
    return group('or', parts)
  }

  #readAnd(): Filter {
    const parts = [this.#readNot()]
    for (;;) {
      const kind = this.#peek()?.kind
      if (kind === 'and') this.#next += 1
      else if (kind !== 'term' && kind !== 'open' && kind !== 'not') return group('and', parts)
      parts.push(this.#readNot())
    }
  }

  #readNot(): Filter {
    const token = this.#take('not')
    if (!token) return this.#readOne()
    const part = this.#deeper(token, () => this.#readNot())
    return { kind: 'not', part }
  }

  #readOne(): Filter {
    const token = this.#peek()
    if (token?.kind === 'term') {
      this.#next += 1
      const term = parseTerm(token)
      if ('error' in term) throw new Unreadable(term)
      return term
    }
    if (token?.kind !== 'open') return this.#fail('missingTerm', token)
    this.#next += 1
    const filter = this.#deeper(token, () => this.#readOr())
    if (!this.#take('close')) this.#fail('unclosedGroup', token)
    return filter
  }

  #deeper(token: Token, read: () => Filter): Filter {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) this.#fail('tooDeep', token)
    const filter = read()
    this.#depth -= 1
    return filter
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next]
  }

  #take(kind: Token['kind']): Token | null {
    const token = this.#peek()
    if (token?.kind !== kind) return null
    this.#next += 1
    return token
  }

  #fail(error: FilterErrorCode, token: Token | undefined): never {
    throw new Unreadable({ error, position: token?.position ?? this.#end, found: token?.text ?? '' })
  }
}
