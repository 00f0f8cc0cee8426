import type { Token } from './date-tokens.ts'

/** A cursor over the tokens of one date phrase; `take…` moves on only when the token fits. */
export interface TokenReader {
  isDone(): boolean
  peek(offset?: number): Token | undefined
  take(kind: string, value?: string): Token | null
  /** Runs a rule; when it gives null the cursor is put back. */
  attempt<T>(rule: () => T | null): T | null
}

export function createTokenReader(tokens: readonly Token[]): TokenReader {
  let at = 0
  return {
    isDone: () => at >= tokens.length,
    peek: (offset = 0) => tokens[at + offset],
    take(kind, value) {
      const token = tokens[at]
      if (token?.kind !== kind || (value !== undefined && token.value !== value)) return null
      at++
      return token
    },
    attempt(rule) {
      const start = at
      const result = rule()
      if (result === null) at = start
      return result
    },
  }
}
