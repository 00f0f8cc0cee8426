import { fold, isUnspaced } from '../text.ts'
import { actions } from './actions.ts'
import { grammar } from './grammar.ts'
import { life } from './life.ts'
import { time } from './time.ts'
import { weighing } from './weighing.ts'

const groups = { actions, weighing, time, life, grammar }

/** All concepts, in a fixed order: the number of a concept is its place here. */
export const CONCEPTS = Object.values(groups).flatMap((group) => Object.keys(group))
const numberOf = new Map(CONCEPTS.map((name, number) => [name, number]))
/** The numbers of the concepts of one group. */
export const conceptsOf = (group: keyof typeof groups): ReadonlySet<number> =>
  new Set(Object.keys(groups[group]).map((name) => numberOf.get(name)!))
/** @throws TypeError for a name that is none: a slip of the pen in the code */
export function conceptNumber(name: string): number {
  const number = numberOf.get(name)
  if (number === undefined) throw new TypeError(`There is no concept called ${name}`)
  return number
}

const LONGEST_STEM = 12
const LONGEST_UNSPACED = 6
const words = new Map<string, number[]>()
const stems = new Map<string, number[]>()

for (const group of Object.values(groups)) {
  for (const [name, list] of Object.entries(group)) {
    for (const entry of list.split(' ')) {
      const isStem = entry.endsWith('*')
      const word = entry.startsWith('#') ? entry : fold(isStem ? entry.slice(0, -1) : entry)
      const index = isStem ? stems : words
      const known = index.get(word) ?? []
      if (!known.includes(numberOf.get(name)!)) index.set(word, [...known, numberOf.get(name)!])
    }
  }
}

const ARABIC_PREFIX = /^(?:وال|فال|بال|كال|لل|ال|و|ف|ب|ل)(?=.{2,})/

function lookUp(token: string): readonly number[] {
  const exact = words.get(token)
  if (exact) return exact
  for (let length = Math.min(token.length, LONGEST_STEM); length >= 2; length--) {
    const stem = stems.get(token.slice(0, length))
    if (stem) return stem
  }
  return []
}

function scanUnspaced(run: string, found: (concept: number) => void): void {
  for (let at = 0; at < run.length;) {
    let step = 1
    for (let length = Math.min(LONGEST_UNSPACED, run.length - at); length > 0; length--) {
      const concepts = words.get(run.slice(at, at + length))
      if (!concepts) continue
      concepts.forEach(found)
      step = length
      break
    }
    at += step
  }
}

/** Calls `found` with each concept of a token, in the order of the text. */
export function eachConcept(token: string, found: (concept: number) => void): void {
  if (isUnspaced(token)) return scanUnspaced(token, found)
  const direct = lookUp(token)
  if (direct.length > 0) return direct.forEach(found)
  const code = token.charCodeAt(0)
  if (code < 0x600 || code > 0x6ff) return
  const bare = token.replace(ARABIC_PREFIX, '')
  if (bare !== token) lookUp(bare).forEach(found)
}
