import type { LabelledRequest } from './examples.ts'

const ROUNDS = 300
const SHORTEST_CLEAR = 18
const LONGEST_ELLIPTIC = 22
const LONGEST_PAIR = 400

/**
 * Further examples made of labelled ones, by rules of the rubric: the latest turn decides whatever came before, two
 * pieces of plain work are plain work, and an elliptic turn is as hard as what it takes up. The same requests give
 * the same examples.
 */
export function recombined(requests: readonly LabelledRequest[]): LabelledRequest[] {
  const draw = generator(1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!
  const alone = requests.filter(({ prior }) => prior.length === 0)
  const byBand = {
    execution: alone.filter(({ band }) => band === 'execution'),
    either: alone.filter(({ band }) => band === 'either'),
    strategic: alone.filter(({ band }) => band === 'strategic'),
  }
  if (Object.values(byBand).some((of) => of.length === 0)) return []
  const clear = Object.fromEntries(
    Object.entries(byBand).map(([band, of]) => [
      band,
      of.filter(({ prompt }) => prompt.length > SHORTEST_CLEAR),
    ]),
  ) as typeof byBand
  if (Object.values(clear).some((of) => of.length === 0)) return []
  const like = (locale: string, of: readonly LabelledRequest[]): readonly LabelledRequest[] => {
    const same = of.filter((request) => request.locale === locale)
    return same.length > 0 ? same : of
  }
  const after = (latest: LabelledRequest, ...before: (readonly LabelledRequest[])[]): LabelledRequest => ({
    ...latest,
    prior: before.map((of) => pick(like(latest.locale, of)).prompt),
  })
  const made: LabelledRequest[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const isLong = draw() < 0.4
    const { execution, either, strategic } = byBand
    made.push(after(pick(clear.execution), ...(isLong ? [either] : []), strategic))
    made.push(after(pick(clear.strategic), ...(isLong ? [execution] : []), execution))
    made.push(after(pick(clear.either), draw() < 0.5 ? execution : strategic))
    const first = pick(execution)
    const second = pick(like(first.locale, execution))
    const prompt = `${first.prompt.replace(/[.!?]*$/, '. ')}${second.prompt}`
    const score = Math.min(3, Math.max(first.score, second.score) + 1)
    if (prompt.length < LONGEST_PAIR) made.push({ ...first, prompt, score })
  }
  for (const request of requests) {
    if (request.prior.length === 0 || request.prompt.length >= LONGEST_ELLIPTIC || request.band === 'either')
      continue
    made.push(after(request, byBand[request.band]))
  }
  return made
}

/** Mulberry32: a small generator that is the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
