import type { Held } from './held.ts'
import type { NamePlace } from './names.ts'
import type { Scan } from './scan.ts'

/** A stretch of a text that claims something. */
export interface Place {
  at: number
  end: number
}

/** Rows that a claim is made of, by their ids. */
export type Subjects = readonly string[]

/** Names that stand side by side: “A”, “B” and “C”. */
interface Run extends Place {
  names: NamePlace[]
}

const JOINED = /^[\s,&/]*(?:(?:and|und|or|oder|both|sowie|as well as)\s*)?$/iu
/** After this a sentence goes on about what it began with. */
const RESUMED =
  /(?:^|[\s,])(?:and|und|but|aber|yet|doch)\s+(?:is|was|has|had|will|must|should|ist|war|hat|wird|muss|soll)(?!\p{L})|,\s+(?:ist|is)(?!\p{L})/iu

/** What follows is said of one of its parts: “…, the first is due”. */
const PARTS =
  /[,;:]\s*(?:and\s+|und\s+)?(?:the (?:first|next|last|final|earliest)|one of|die (?:erste|nächste|letzte|früheste)|eine davon)(?!\p{L})/iu

const PRONOUN = /^\s*(?:it|its|es|sie|ihre?)(?!\p{L})/iu
/** After this a sentence speaks of something else. */
const BREAK = /[,;:–—]\s*(?:but|and|while|whereas|yet|aber|doch|und|während)(?!\p{L})/iu

/** Whom the claims of a text are about, by where the names of its sentence stand. */
export class SubjectFinder {
  readonly #names: readonly NamePlace[]
  readonly #scan: Scan
  readonly #first: string | null
  readonly #idsOf = new Map<string, string[]>()

  constructor(scan: Scan, held: Held, names: readonly NamePlace[]) {
    for (const { id, name } of held.evidence.rows) {
      const key = name.normalize('NFKC')
      this.#idsOf.set(key, [...(this.#idsOf.get(key) ?? []), id])
    }
    this.#scan = scan
    const [first] = held.evidence.rows
    this.#first = first && (first.table === 'tasks' || first.table === 'projects') ? first.id : null
    this.#names = names.filter(({ name }) => this.#idsOf.has(name)).toSorted((a, b) => a.at - b.at)
  }

  /** Ids of the rows whose names stand in a part of the text. */
  idsWithin(from: number, to: number): string[] {
    return this.#names
      .filter(({ at, end }) => at >= from && end <= to)
      .flatMap(({ name }) => this.#idsOf.get(name)!)
  }

  namesWithin(from: number, to: number): (NamePlace & { ids: Subjects })[] {
    return this.#names
      .filter(({ at, end }) => at >= from && end <= to)
      .map((place) => ({ ...place, ids: this.#idsOf.get(place.name)! }))
  }

  /**
   * The rows that one of several claims of the same kind is about; empty where no name says it. Names come before what
   * is said of them, or behind it where the sentence begins with what it says.
   */
  of(claim: Place, claims: readonly Place[]): Subjects {
    const [from, to] = this.#scan.sentenceAt(claim.at)
    const runs = this.#runsIn(from, to)
    if (runs.length === 0) return []
    const near = claims.filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at)
    const index = near.findIndex(({ at }) => at === claim.at)
    const own = this.#runOf(claim, near, runs)
    if (own === null || (own.end <= claim.at && PARTS.test(this.#scan.text.slice(own.end, claim.at))))
      return []
    const behindOwn = near.filter(({ at }) => this.#runOf({ at, end: at }, near, runs) === own)
    const isPaired = own.names.length > 1 && behindOwn.length === own.names.length
    const named = isPaired ? [own.names[behindOwn.findIndex(({ at }) => at === near[index]?.at)]!] : own.names
    return named.flatMap(({ name }) => this.#idsOf.get(name)!)
  }

  /** As `of`; “It is due …” is said of what an insight is about, which stands first among its rows. */
  ofOrPronoun(claim: Place, claims: readonly Place[]): Subjects {
    const named = this.of(claim, claims)
    if (named.length > 0 || !this.#first) return named
    const [from, to] = this.#scan.sentenceAt(claim.at)
    // “Their deadlines, A and B”
    if (claims.filter(({ at }) => at >= from && at < to).length > 1) return []
    return PRONOUN.test(this.#scan.text.slice(from, claim.at)) ? [this.#first] : []
  }

  /** Whether the only name before a place is what the sentence is about: “A is due on”, not “a step of A”. */
  isSaidOf(at: number): boolean {
    const [from] = this.#scan.sentenceAt(at)
    const [name, ...others] = this.namesWithin(from, at)
    if (!name || others.length > 0 || /\p{L}/u.test(this.#scan.text.slice(from, name.at))) return false
    return /^\s+(?:is|was|ends|ist|war|endet)(?!\p{L})/iu.test(this.#scan.text.slice(name.end, at))
  }

  #runOf(claim: Place, near: readonly Place[], runs: readonly Run[]): Run | null {
    const before = runs.findLast(({ end }) => end <= claim.at)
    const behind = runs.find(({ at }) => at >= claim.at)
    if (!before) return behind && !BREAK.test(this.#scan.text.slice(claim.at, behind.at)) ? behind : null
    const isBehindEach =
      near[0]!.at < runs[0]!.at && near.length === runs.length && near.every(({ at }, i) => at < runs[i]!.at)
    if (isBehindEach && behind) return behind
    if (before !== runs[0] && RESUMED.test(this.#scan.text.slice(before.end, claim.at))) return runs[0]!
    return before
  }

  #runsIn(from: number, to: number): Run[] {
    const runs: Run[] = []
    for (const name of this.#names) {
      if (name.at < from || name.end > to) continue
      const last = runs.at(-1)
      if (last && JOINED.test(this.#scan.text.slice(last.end, name.at))) {
        last.names.push(name)
        last.end = name.end
      } else runs.push({ at: name.at, end: name.end, names: [name] })
    }
    return runs
  }
}

/** Whether something of these rows can be meant where others are named: nobody's can, a sibling's cannot. */
export function isOf(rows: readonly string[], subjects: Subjects, { evidence }: Held): boolean {
  if (rows.length === 0 || subjects.length === 0 || rows.some((id) => subjects.includes(id))) return true
  const tableOf = (id: string) => evidence.rows.find((row) => row.id === id)?.table
  const tables = new Set(subjects.map(tableOf))
  return !rows.some((id) => tables.has(tableOf(id)))
}

export const isOwn = (rows: readonly string[], subjects: Subjects): boolean =>
  rows.some((id) => subjects.includes(id))
