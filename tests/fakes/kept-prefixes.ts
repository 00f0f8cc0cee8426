import { z } from 'zod'

/** How a fake counts what it is sent. */
export interface TokenCount {
  tokensOf(text: string): number
  /** Never more than that: what is kept by this count is kept by a true one too. */
  atLeast(text: string): number
}

/** What a provider keeps of prompts, so that their beginnings are cheaper the next time. */
export type KeepingRule =
  /** The longest beginning that any earlier prompt had too, in steps. */
  | { by: 'beginning'; least: number; step: number }
  /** Beginnings that end at a mark and were kept under the same key; nothing shorter, nothing without a key. */
  | { by: 'mark'; least: number; key: string | null; marked: readonly string[] }

export interface InputTokens {
  inputTokens: number
  cachedInputTokens: number
  cacheWriteTokens: number
}

export const toolSchema = z.looseObject({
  name: z.string(),
  description: z.string().default(''),
  parameters: z.unknown().optional(),
})

/** A tool as it is counted: what is said of it, without what it is wrapped in. */
export const textOfTool = ({ name, description, parameters }: z.output<typeof toolSchema>): string =>
  name + description + JSON.stringify(parameters ?? {})

const MOST_REMEMBERED = 200

/** Remembers prompts as long as a fake runs: how long a true provider does depends on its load. */
export class KeptPrefixes {
  private prompts: string[] = []
  private marked = new Set<string>()

  constructor(private readonly count: TokenCount) {}

  read(prompt: string, rule: KeepingRule): InputTokens {
    const inputTokens = this.count.tokensOf(prompt)
    const kept = rule.by === 'mark' ? this.readMarked(rule) : this.readBeginning(prompt, rule)
    return { inputTokens, ...kept }
  }

  forget(): void {
    this.prompts = []
    this.marked.clear()
  }

  private readBeginning(prompt: string, { least, step }: Extract<KeepingRule, { by: 'beginning' }>) {
    const common = this.prompts.reduce((best, known) => {
      const length = commonLength(prompt, known)
      return length > best ? length : best
    }, 0)
    const beginning = prompt.slice(0, common)
    this.prompts = [...this.prompts, prompt].slice(-MOST_REMEMBERED)
    const isKept = this.count.atLeast(beginning) >= least
    const tokens = isKept ? Math.floor(this.count.tokensOf(beginning) / step) * step : 0
    return { cachedInputTokens: tokens, cacheWriteTokens: 0 }
  }

  private readMarked({ least, key, marked }: Extract<KeepingRule, { by: 'mark' }>) {
    const ends = key === null ? [] : marked.filter((end) => this.count.atLeast(end) >= least)
    const nameOf = (end: string) => JSON.stringify([key, end])
    const tokensIn = (some: readonly string[]) => Math.max(0, ...some.map((end) => this.count.tokensOf(end)))
    const cached = tokensIn(ends.filter((end) => this.marked.has(nameOf(end))))
    for (const end of ends) this.marked.add(nameOf(end))
    return { cachedInputTokens: cached, cacheWriteTokens: Math.max(0, tokensIn(ends) - cached) }
  }
}

function commonLength(left: string, right: string): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length += 1
  return length
}
