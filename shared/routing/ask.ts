import { conceptNumber, conceptsOf, eachConcept } from './lexicon/concepts.ts'
import { fold, headAndTail, tokenise } from './text.ts'

/** What of a message is asked, and what is only shown. */
export interface Ask {
  /** The person's own words, pasted and quoted text taken out: at most HEAD + TAIL characters and some gaps. */
  text: string
  /** Characters that were pasted or quoted. */
  shownLength: number
  hasCode: boolean
  hasQuote: boolean
}

const HEAD = 1200
const TAIL = 700
const FENCES = [/```[\s\S]*?(?:```|$)/g, /`[^`\n]{1,300}`/g]
const QUOTES = [
  /(?<=^|[\s(:,])"[^"]{1,1600}"(?=[\s).,;:!?]|$)/g,
  /[“„«‟][^”“»]{1,1600}[”“»]/g,
  /[「『][^」』]{1,1600}[」』]/g,
  /(?<=^|[\s(:])'[^'\n]{2,200}'(?=[\s).,;:!?]|$)/g,
]
/** An opening quotation mark after a colon that is never closed, or closed beyond what is read. */
const OPEN_QUOTE = /:\s*["“„«][^"”»]{80,}$/

/** Stands where shown text was taken out: no letter, so that it is no word. */
const GAP = ' ⟦⟧ '
const LONGEST_ASK = 300
const SHORTEST_PASTE = 160

const ACTIONS = conceptsOf('actions')
const ASKING = new Set(
  ['why', 'what', 'how', 'when', 'who', 'which', 'should', 'opinion', 'help', 'compare', 'decide'].map(
    conceptNumber,
  ),
)
/** Work done on a text that follows, whatever the text says. */
const ON_TEXT = new Set(
  ['log', 'translate', 'convert', 'create', 'shorten', 'send', 'rename', 'complete', 'book'].map(
    conceptNumber,
  ),
)

const holds = (text: string, wanted: ReadonlySet<number>, words = Infinity): boolean =>
  tokenise(fold(text))
    .tokens.slice(0, words)
    .some((token) => {
      let isFound = false
      eachConcept(token, (concept) => (isFound ||= wanted.has(concept)))
      return isFound
    })

const isAsk = (paragraph: string): boolean =>
  paragraph.length <= LONGEST_ASK &&
  (/[?？؟]/.test(paragraph) || holds(paragraph, ACTIONS, 2) || holds(paragraph, ASKING, 3))

/** How a letter begins: with a greeting on a line of its own, or with the lines of its head. */
const opensLetter = (paragraph: string): boolean =>
  /^[^\n.!?？]{1,80}[,，]\s*$/.test(paragraph) ||
  /^\s*(?:from|to|subject|date|sent|von|an|betreff|datum|de|para|asunto|objet)\s*:/i.test(paragraph)

/** Takes out a paste that empty lines, or a colon and a line break, set apart. */
function withoutPaste(text: string): string {
  const paragraphs = text.split(/\n\s*\n|(?<=[:：]) *\n/).filter((part) => part.trim() !== '')
  if (text.length < SHORTEST_PASTE || paragraphs.length < 2) return text
  const first = paragraphs[0]!
  const last = paragraphs.at(-1)!
  const isAskedLast = isAsk(last)
  const isShownFirst = first.length > LONGEST_ASK || (isAskedLast && opensLetter(first))
  const kept = [
    ...(isShownFirst ? [] : [first]),
    ...(isAskedLast || isShownFirst ? [last.slice(-LONGEST_ASK)] : []),
  ]
  return kept.join(GAP)
}

/** "Save this as an entry: …": what follows on the same line is the entry. */
function withoutDictation(text: string): string {
  const colon = text.slice(0, 220).search(/[:：]\s/)
  if (colon < 0 || text.length - colon < SHORTEST_PASTE) return text
  const head = text.slice(0, colon)
  const rest = text.slice(colon + 1)
  if (/[?？؟]\s*$/.test(rest) || !holds(head, ON_TEXT)) return text
  return head
}

/** Finds the ask in a message: before or after what was pasted, around what is quoted. */
export function findAsk(message: string): Ask {
  const read = headAndTail(message, HEAD, TAIL)
  const take = (text: string, patterns: readonly RegExp[]): string =>
    patterns.reduce((rest, pattern) => rest.replace(pattern, GAP), text)
  const unfenced = read.includes('`') ? take(read, FENCES) : read
  const unquoted = take(unfenced, QUOTES).replace(OPEN_QUOTE, `:${GAP}`)
  const text = withoutDictation(withoutPaste(unquoted)).trim()
  const hasCode = unfenced !== read
  const hasQuote = unquoted !== unfenced
  // A message of nothing but a quotation is its own ask.
  if (!/[\p{L}\p{N}]/u.test(text)) return { text: read, shownLength: 0, hasCode, hasQuote }
  return { text, shownLength: Math.max(0, message.length - text.length), hasCode, hasQuote }
}
