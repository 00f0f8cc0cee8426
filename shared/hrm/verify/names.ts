import { COMMON_NAMES, GERMAN_NOUNS, KNOWN_CAPITALS } from './lexicon.ts'
import type { Held } from './held.ts'
import type { Scan } from './scan.ts'

const QUOTES: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['"', '"'],
  ['«', '»'],
  ['»', '«'],
  ['‚', '‘'],
  ['‘', '’'],
  ["'", "'"],
  ['`', '`'],
]
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/** Where a name of the evidence stands in a text. */
export interface NamePlace {
  name: string
  at: number
  end: number
}

/** Names of the evidence, in quotes or bare, are read; anything else in quotes is a name nobody knows. */
export function readKnownNames(scan: Scan, { names, words }: Held): NamePlace[] {
  const places: NamePlace[] = []
  for (const name of names) {
    for (const [open, close] of QUOTES) {
      const quoted = `${open}${name}${close}`
      for (let at = scan.text.indexOf(quoted); at >= 0; at = scan.text.indexOf(quoted, at + 1)) {
        scan.read(at, at + quoted.length)
        places.push({ name, at, end: at + quoted.length })
      }
    }
  }
  for (const name of names) {
    if (name.length < 3 || !/\p{L}{2}/u.test(name)) continue
    const bare = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'gu')
    scan.each(bare, 'name', ({ index, 0: text }) => {
      places.push({ name, at: index, end: index + text.length })
      return true
    })
  }
  const isKnown = (text: string) => words.has(text.trim()) || !/[\p{L}\p{N}]/u.test(text)
  for (const pattern of [
    /[“„"«»][^“”„"«»]*[”“"»«]/gu,
    /[‚‘][^‘’‚]+[‘’](?![\p{L}])/gu,
    /(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])/gu,
    /`[^`]+`/gu,
  ]) {
    scan.each(pattern, 'name', ({ 0: text }) => isKnown(text.slice(1, -1)))
  }
  return places
}

const WORD = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*(?:[-'’]\p{L}+)*/gu
const GERMAN_SIGNS =
  /(?<!\p{L})(?:der|die|das|den|dem|des|und|ist|sind|nicht|von|mit|für|du|dein\p{L}*|ein\p{L}*|seit|wurde\p{L}*|zu|im|auf|kein\p{L}*|es|noch|wartet|läuft|hat|bis|am|ihr\p{L}*|sich|zur|zum|bei|wird|erledigt|offen|fällig|überfällig|blockiert|steht)(?!\p{L})|[äöüß]/giu
const ENGLISH_SIGNS =
  /(?<!\p{L})(?:the|is|are|and|of|were|to|for|with|has|have|your|you|it|its|by|not|since|no|done|open|due|overdue|blocked|waits?)(?!\p{L})/giu

/** German writes every noun with a capital, so there a word must be unknown to be a name. */
function isGerman(text: string): boolean {
  const nouns = (text.match(WORD) ?? []).filter((word) => isGermanNoun(word.toLowerCase())).length
  const german = (text.match(GERMAN_SIGNS)?.length ?? 0) + nouns
  return german > (text.match(ENGLISH_SIGNS)?.length ?? 0)
}

const TYPED =
  /(?<!\p{L})(?:project|task|area|pillar|goal|client|customer|colleague|projekts?|aufgabe|bereichs?|säule|ziel|kundin|kunde|kollegin|kollege|team)\s+$/iu

/** Capitalised words that are no names of the evidence, and no words every text may use. */
export function readUnknownNames(scan: Scan, original: string): void {
  const german = isGerman(original)
  const words = [...scan.text.matchAll(WORD)].map((match) => ({ at: match.index, text: match[0] }))
  for (const { at, text } of words) {
    const before = scan.text.slice(0, at)
    const isStart = /(?:^|[.!?;:•–—(]\s*|\n\s*[-*]?\s*)$/u.test(before)
    if (isAllowed(text, isStart, german, before)) continue
    scan.rejected.push({ kind: 'name', text })
  }
}

function isAllowed(text: string, isStart: boolean, german: boolean, before: string): boolean {
  const word = text.replace(/['’]s$/u, '')
  const lower = word.toLowerCase()
  if (KNOWN_CAPITALS.has(word)) return true
  if (COMMON_NAMES.has(lower)) return false
  if (TYPED.test(before)) return german && isGermanNoun(lower)
  if (isStart) return true
  return german && isGermanNoun(lower)
}

const SUFFIXES =
  /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nis|nisse|nissen|ismus|ment|mente|enz|anz|weise)$/u

function isGermanNoun(word: string): boolean {
  if (SUFFIXES.test(word)) return true
  for (const stem of stemsOf(word)) {
    if (GERMAN_NOUNS.has(stem)) return true
    for (let at = 3; at <= stem.length - 3; at++) if (GERMAN_NOUNS.has(stem.slice(at))) return true
  }
  return word.includes('-') && word.split('-').every(isGermanNoun)
}

/** A word without the endings of cases and plurals, also without umlaut. */
function stemsOf(word: string): string[] {
  const stems = [word]
  for (const ending of ['n', 's', 'e', 'en', 'em', 'er', 'es', 'ern', 'nen', 'innen']) {
    if (word.endsWith(ending) && word.length - ending.length >= 3) stems.push(word.slice(0, -ending.length))
  }
  // “Allgemeinem” of “Allgemeines”
  if (/e[mnr]$/u.test(word)) stems.push(`${word.slice(0, -1)}s`)
  return stems.flatMap((stem) => [stem, stem.replace('ä', 'a').replace('ö', 'o').replace('ü', 'u')])
}
