import { fold } from '../quick-add/line.ts'

/** A word of a message, or a whole stretch in quotation marks, which is never anything but a name or a text. */
export interface Token {
  /** Folded, without the punctuation around it; of a quotation what is inside. */
  word: string
  /** Places in the text, without the punctuation around it; of a quotation with its marks. */
  start: number
  end: number
  isQuoted: boolean
}

export interface Message {
  text: string
  tokens: readonly Token[]
  isQuestion: boolean
}

const QUOTED =
  /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«\s*([^»]+?)\s*»|‘([^’]+)’|(?<![\p{L}\p{N}])'(.+?)'(?![\p{L}\p{N}])/uy
/** French and English short words that are written together with the next one. */
const ELISION = /^(?:[ldjnmtscq]|qu|jusqu|aujourd)['’]/iu
const TRAILING = /[,;:.!?)\]…]+$/u
const LEADING = /^[([¿¡]+/u

/** Plain letters for what folding leaves whole. */
export const plain = (text: string) => fold(text).replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/ß/g, 'ss')

/** A message in words. A colon and a comma that end a word are words of their own. */
export function readMessage(typed: string): Message {
  const text = typed.trim()
  const tokens: Token[] = []
  const add = (start: number, end: number, isQuoted = false, inner = text.slice(start, end)) =>
    tokens.push({ word: plain(inner), start, end, isQuoted })
  for (let at = 0; at < text.length;) {
    if (/\s/u.test(text[at]!)) {
      at++
      continue
    }
    QUOTED.lastIndex = at
    const quoted = QUOTED.exec(text)
    if (quoted) {
      add(
        at,
        at + quoted[0].length,
        true,
        quoted.slice(1).find((part) => part !== undefined),
      )
      at += quoted[0].length
      continue
    }
    const space = text.slice(at).search(/\s/u)
    const end = space === -1 ? text.length : at + space
    addWord(text, at, end, add)
    at = end
  }
  return { text, tokens, isQuestion: /\?\s*$/u.test(text) }
}

function addWord(text: string, from: number, to: number, add: (start: number, end: number) => void): void {
  const lead = LEADING.exec(text.slice(from, to))?.[0].length ?? 0
  const tail = TRAILING.exec(text.slice(from + lead, to))?.[0] ?? ''
  let start = from + lead
  const end = to - tail.length
  for (
    let elision = ELISION.exec(text.slice(start, end));
    elision;
    elision = ELISION.exec(text.slice(start, end))
  ) {
    // "aujourd'hui" is one word.
    if (/^aujourd/iu.test(elision[0]) || start + elision[0].length >= end) break
    add(start, start + elision[0].length)
    start += elision[0].length
  }
  if (end > start) add(start, end)
  for (const mark of [':', ',']) {
    const place = tail.indexOf(mark)
    if (place >= 0) add(end + place, end + place + 1)
  }
}

/** The stretch of text the tokens cover; a quotation that is all of it comes without its marks. */
export function textOf(message: Message, tokens: readonly Token[]): string {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (!first || !last) return ''
  const text = message.text.slice(first.start, last.end)
  if (tokens.length > 1 || !first.isQuoted) return text
  return text.replace(/^["“„«‘']\s*|\s*["”“»’']$/gu, '')
}
