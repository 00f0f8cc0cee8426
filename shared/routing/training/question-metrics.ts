import type { Question } from './examples.ts'

export interface RoutingGain {
  /** Area under the performance gap recovered, over the share of questions sent to the strong model. */
  apgr: number
  /** The least share sent to the strong model, in percent, that recovers 50 and 80 percent of the gap. */
  cpt50: number
  cpt80: number
}

/** What an order of questions, hardest first, gains between a weak and a strong model. Ties share their gain. */
export function gainOf(questions: readonly Question[], scores: readonly number[]): RoutingGain {
  const order = questions.map((_, at) => at).sort((left, right) => scores[right]! - scores[left]!)
  const differenceOf = ({ strong, weak }: Question): number => Number(strong) - Number(weak)
  const gap = questions.reduce((sum, question) => sum + differenceOf(question), 0)
  const recovered: number[] = [0]
  for (let begin = 0; begin < order.length;) {
    let end = begin
    let gained = 0
    while (end < order.length && scores[order[end]!] === scores[order[begin]!]) {
      gained += differenceOf(questions[order[end]!]!)
      end += 1
    }
    const from = recovered.at(-1)!
    for (let step = 1; step <= end - begin; step++) recovered.push(from + (gained * step) / (end - begin))
    begin = end
  }
  const shares = recovered.map((gained) => gained / gap)
  const area = shares.slice(1).reduce((sum, share, at) => sum + (share + shares[at]!) / 2, 0) / order.length
  const cptOf = (wanted: number): number =>
    (100 * shares.findIndex((share) => share >= wanted)) / order.length
  return { apgr: area, cpt50: cptOf(0.5), cpt80: cptOf(0.8) }
}
