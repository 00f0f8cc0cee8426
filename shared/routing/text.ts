/** Words that are said and mean nothing for the work: hesitation, courtesy, greeting. Folded. */
const FILLERS = new Set(
  (
    'um uh uhm er erm hmm mm ah oh eh ok okay well so like basically literally actually anyway yeah yep hey hi hello dear ' +
    'please pls plz kindly thanks thank thx ty cheers sorry pardon just quickly ' +
    'bitte danke ahm aeh hm tja also halt mal eben hallo moin ' +
    'euh bah ben voila merci bonjour salut svp ' +
    'eee pues gracias hola porfa ' +
    'ne tipo obrigado obrigada oi ola entao bom ' +
    'no prosze dziekuje dzieki hej hejka ' +
    'يعني طيب شكرا مرحبا رجاء لوسمحت'
  ).split(' '),
)
// "no" is a filler in Polish and a negation everywhere else.
FILLERS.delete('no')

const MARKS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\ufe0f]/g

/**
 * One spelling for what people type alike: compatibility forms, case, accents, the variants of Arabic letters, curly
 * apostrophes. Japanese keeps its voicing marks.
 */
export function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '').normalize('NFC')
  return plain
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/ł/g, 'l')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/œ/g, 'oe')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
}

const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|\d[\d.,:/-]*\d|\d|\p{L}[\p{L}\p{M}']*|[?？؟]|[.!;:\n。！⟦]/gu

/** Whether a token is written without spaces between words. */
export function isUnspaced(token: string): boolean {
  const code = token.charCodeAt(0)
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    code === 0x3005 ||
    code >= 0xd840
  )
}

function numberShape(token: string): string {
  if (/^20[2-9]\d$/.test(token)) return '#year'
  if (/^\d{1,2}:\d\d$/.test(token)) return '#time'
  if (/[/-]/.test(token)) return '#date'
  return `#${Math.min(token.replace(/\D/g, '').length, 4)}`
}

export interface Words {
  /** Words in order; numbers as their shape (`#2`, `#year`), question marks of all scripts as `?`. */
  tokens: string[]
  /** The index of the first token of each sentence. */
  starts: number[]
}

/** The words of a folded text without fillers. A run of Japanese stays one token. */
export function tokenise(folded: string): Words {
  const tokens: string[] = []
  const starts: number[] = []
  let isNewSentence = true
  const push = (token: string): void => {
    if (isNewSentence) starts.push(tokens.length)
    isNewSentence = false
    tokens.push(token)
  }
  for (const [match] of folded.matchAll(TOKEN)) {
    const code = match.charCodeAt(0)
    if (code === 0x3f || code === 0xff1f || code === 0x61f) {
      // A question mark ends its sentence and never begins one.
      tokens.push('?')
      if (starts.length === 0) starts.push(0)
      isNewSentence = true
    } else if (match.length === 1 && BREAKS.includes(match)) isNewSentence = true
    else if (code >= 0x30 && code <= 0x39) push(numberShape(match))
    else {
      const word = match.includes("'") ? match.replaceAll("'", '') : match
      if (word !== '' && !FILLERS.has(word)) push(word)
    }
  }
  return { tokens, starts }
}
const BREAKS = '.!;:\n。！⟦'

/** The first and the last characters of a long text: a hard bound on all work that follows. */
export function headAndTail(text: string, head: number, tail: number): string {
  return text.length <= head + tail ? text : `${text.slice(0, head)} ${text.slice(-tail)}`
}
