// Run by Deno, as the functions are: times decisions and prints milliseconds as JSON.
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { decideRoute } from '../../shared/routing/decide.ts'
import { scoreRequest } from '../../shared/routing/score.ts'
import { restingState } from '../../shared/routing/state.ts'

const ROUNDS = 25
const WARM_UP = 10
const state = restingState([], '2026-11-21')

const texts: string[] = JSON.parse(await text(process.stdin))
const samples = texts.map((): number[] => [])
for (let round = -WARM_UP; round < ROUNDS; round++) {
  texts.forEach((message, at) => {
    const beganAt = performance.now()
    decideRoute(scoreRequest({ message }), state)
    if (round >= 0) samples[at]!.push(performance.now() - beganAt)
  })
}
console.log(JSON.stringify(samples))
