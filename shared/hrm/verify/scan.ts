export type ClaimKind = 'number' | 'date' | 'name' | 'comparison'

export interface RejectedClaim {
  kind: ClaimKind
  /** As it stands in the text. */
  text: string
}

/** Stands for what was read already; neither letter, digit, space nor mark. */
export const READ = '\u0001'

const VERB =
  /(?<!\p{L})(?:got|gets|had|received|took|takes|went|want(?:ed)?|planned|meant|wished|bekam|bekommt|ging(?:en)?|nahm|nimmt|hatte|willst|wolltest|gewünscht|gewollt|geplant)(?!\p{L})/iu

/** A text that is read step by step: what one step has understood, the next does not see. */
export class Scan {
  text: string
  /** As it was before anything of it was read. */
  readonly original: string
  readonly rejected: RejectedClaim[] = []

  constructor(text: string) {
    // Other spellings of the same sign (full-width digits, ligatures, ½) become the plain one; what cannot be seen goes.
    this.text = text
      .replace(/(\d)\s?½/g, '$1.5')
      .normalize('NFKC')
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
      .replaceAll(READ, ' ')
    this.original = this.text
  }

  /** Reads all matches; those the callback says no to are rejected, and null leaves one for later steps. */
  each(
    pattern: RegExp,
    kind: ClaimKind,
    isHeld: (match: RegExpMatchArray & { index: number }) => boolean | null,
  ): void {
    for (const match of [...this.text.matchAll(pattern)]) {
      const found = Object.assign(match, { index: match.index })
      const verdict = isHeld(found)
      if (verdict === null) continue
      if (!verdict) this.rejected.push({ kind, text: match[0].trim() })
      this.read(found.index, found.index + match[0].length)
    }
  }

  /** Rejects what a step before has understood. */
  reject(kind: ClaimKind, from: number, to: number): void {
    this.rejected.push({ kind, text: this.original.slice(from, to).trim() })
  }

  read(from: number, to: number): void {
    this.text = this.text.slice(0, from) + READ.repeat(to - from) + this.text.slice(to)
  }

  /** From where to where the sentence around a place goes; what stands in brackets belongs to it. */
  sentenceAt(at: number): [number, number] {
    const ends = [...this.text.matchAll(/[.;!?](?=\s|$)|\n/g)].map(({ index }) => index + 1)
    return [ends.findLast((end) => end <= at) ?? 0, ends.find((end) => end > at) ?? this.text.length]
  }

  /** As `sentenceAt`, ended by colons, dashes and brackets as well. */
  partAt(at: number): [number, number] {
    const ends = [...this.text.matchAll(/[.;:!?](?=\s|$)|\n|[()–—]/g)].map(({ index }) => index + 1)
    return [ends.findLast((end) => end <= at) ?? 0, ends.find((end) => end > at) ?? this.text.length]
  }

  /** As `clauseAt`, also between commas where another verb stands beyond them. */
  thoughtAt(at: number): string {
    const before =
      this.text
        .slice(0, at)
        .split(/[.;:!?(),](?=\s|$)|\n/)
        .at(-1) ?? ''
    const behind = this.text.slice(at).split(/[.;:!?(),](?=\s|$)|\n/)[0] ?? ''
    const thought = before + behind
    return VERB.test(thought) ? thought : this.clauseAt(at)
  }

  /** The part of the sentence around a place, between marks. */
  clauseAt(at: number): string {
    const before =
      this.text
        .slice(0, at)
        .split(/[.;:!?()\n](?=\s|$)|\n/)
        .at(-1) ?? ''
    const behind = this.text.slice(at).split(/[.;:!?()\n](?=\s|$)|\n/)[0] ?? ''
    return before + behind
  }
}
