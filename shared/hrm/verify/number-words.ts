const ENGLISH: Record<string, number> = {
  ...{
    zero: 0,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
  },
  ...{
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
  },
  ...{ twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
}
const ENGLISH_SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
  billion: 1e9,
}

const GERMAN_SMALL: Record<string, number> = {
  ...{
    null: 0,
    ein: 1,
    eins: 1,
    zwei: 2,
    zwo: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
  },
  ...{ zehn: 10, elf: 11, zwölf: 12, dreizehn: 13, vierzehn: 14, fünfzehn: 15, sechzehn: 16, siebzehn: 17 },
  ...{
    achtzehn: 18,
    neunzehn: 19,
    zwanzig: 20,
    dreißig: 30,
    vierzig: 40,
    fünfzig: 50,
    sechzig: 60,
    siebzig: 70,
  },
  ...{ achtzig: 80, neunzig: 90 },
}

/** `zweihundertdreiundvierzig` is 243; null for what is no number. */
export function germanNumber(text: string): number | null {
  const word = text
    .replaceAll('dreissig', 'dreißig')
    .replaceAll('fuenf', 'fünf')
    .replaceAll('zwoelf', 'zwölf')
  const thousands = /^(.*?)tausend(.*)$/.exec(word)
  if (thousands) return scaled(thousands, 1000)
  const hundreds = /^(.*?)hundert(.*)$/.exec(word)
  if (hundreds) return scaled(hundreds, 100)
  const small = GERMAN_SMALL[word]
  if (small !== undefined) return small
  const tens = /^(.+)und(.+)$/.exec(word)
  if (!tens) return null
  const [ones, ten] = [GERMAN_SMALL[tens[1]!], GERMAN_SMALL[tens[2]!]]
  return ones !== undefined && ten !== undefined && ones < 10 && ten >= 20 ? ones + ten : null
}

function scaled([, head, tail]: RegExpExecArray, scale: number): number | null {
  const many = head === '' ? 1 : germanNumber(head!)
  const rest = tail === '' ? 0 : germanNumber(tail!.replace(/^und/, ''))
  return many === null || rest === null ? null : many * scale + rest
}

/** `twenty-three`, `one hundred and five`: what a run of English words is worth. */
export function englishNumber(words: readonly string[]): number | null {
  let [total, part] = [0, 0]
  for (const word of words) {
    if (word === 'and' || word === '') continue
    const scale = ENGLISH_SCALES[word.replace(/s$/, '')]
    const value = word === 'one' || word === 'a' ? 1 : ENGLISH[word]
    if (scale === 100) part = (part || 1) * 100
    else if (scale !== undefined) {
      total += (part || 1) * scale
      part = 0
    } else if (value !== undefined) part += value
    else return null
  }
  return total + part
}

const one = Object.keys(ENGLISH).join('|')
const scales = Object.keys(ENGLISH_SCALES)
  .map((word) => `${word}s?`)
  .join('|')
/** A run of English number words; `one` by itself is read elsewhere. */
export const ENGLISH_NUMBER = new RegExp(
  `(?<!\\p{L})(?:(?:(?:one|an?)[\\s-]+)?(?:${scales})|(?:${one})|one(?=[\\s-]+(?:hundred|thousand|million)))(?:[\\s-]+(?:and\\s+)?(?:${one}|one|${scales}))*(?!\\p{L})`,
  'giu',
)

export const readEnglish = (text: string): number | null => englishNumber(text.toLowerCase().split(/[\s-]+/))

/** What a number in digits or words of either language is worth. */
export function numberIn(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const word = text.toLowerCase()
  return germanNumber(word) ?? readEnglish(word)
}

/** “Two and a half”, “zweieinhalb”; `anderthalb` is read elsewhere. */
export const WITH_HALF =
  /(?<![\p{L}\p{N}.,])(?:(?<english>\d+|\p{L}+)\s+and\s+a\s+half|(?<german>(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\p{L}+zehn|\p{L}+zig))einhalb)(?!\p{L})/giu

/** Shares told in words, in percent. */
export const FRACTIONS: readonly [RegExp, number][] = [
  [/(?<!\p{L})(?:three[\s-]quarters|drei\s?viertel[n]?)(?!\p{L})/giu, 75],
  [/(?<!\p{L})(?:two[\s-]thirds|zwei\s?drittel[n]?)(?!\p{L})/giu, 66.7],
  [/(?<!\p{L})(?:(?:one|a|ein(?:em|es)?|das|dem)[\s-]?)(?:third|drittel[s]?)(?!\p{L})/giu, 33.3],
  [/(?<!\p{L})(?:(?:one|a|ein(?:em|es)?|das|dem)[\s-]?)(?:quarter|viertel[s]?)(?!\p{L})/giu, 25],
  [/(?<!\p{L})(?:(?:one|a|ein(?:em|es)?)[\s-]?)(?:fifth|fünftel[s]?)(?!\p{L})/giu, 20],
  [/(?<!\p{L})(?:(?:one|a|ein(?:em|es)?)[\s-]?)(?:tenth|zehntel[s]?)(?!\p{L})/giu, 10],
  [
    /(?<!\p{L})(?:(?:one|a)[\s-])?half(?!\p{L})|(?<!\p{L})halves(?!\p{L})|(?<!\p{L})hälften?(?!\p{L})|(?<!\p{L})halbe?[nrsm]?(?!\p{L})/giu,
    50,
  ],
  [/(?<!\p{L})(?:thirds?|drittel[ns]?)(?!\p{L})/giu, 33.3],
  [/(?<!\p{L})(?:quarters?(?! of an hour)|viertel[ns]?)(?!\p{L})/giu, 25],
]

/** How many times as much, in one word. */
export const TIMES: readonly [RegExp, number][] = [
  [
    /(?<!\p{L})(?:twice|double[ds]?|doubling|zweimal(?=\s+(?:so|mehr|weniger|soviel))|zweifach\p{L}*|doppelt\p{L}*|verdoppel\p{L}*|two-?fold)(?!\p{L})/giu,
    2,
  ],
  [
    /(?<!\p{L})(?:thrice|triple[ds]?|tripling|dreimal(?=\s+(?:so|mehr|weniger|soviel))|dreifach\p{L}*|verdreifach\p{L}*|three-?fold)(?!\p{L})/giu,
    3,
  ],
  [
    /(?<!\p{L})(?:quadruple[ds]?|viermal(?=\s+(?:so|mehr|weniger|soviel))|vierfach\p{L}*|vervierfach\p{L}*|four-?fold)(?!\p{L})/giu,
    4,
  ],
]

/** Counts of their own. */
export const MULTIPLES: readonly [RegExp, number][] = [
  [/(?<!\p{L})(?:a\s+)?dozens?(?!\p{L})|(?<!\p{L})(?:ein\s+)?dutzende?n?(?!\p{L})/giu, 12],
  [/(?<!\p{L})(?:a\s+)?couple(?!\p{L})|(?<!\p{L})(?:a\s+)?pair(?!\p{L})/giu, 2],
  [/(?<!\p{L})(?:fortnights?)(?!\p{L})/giu, 14],
  [/(?<!\p{L})(?:hunderte[n]?)(?!\p{L})/giu, 100],
  [/(?<!\p{L})(?:tausende[n]?)(?!\p{L})/giu, 1000],
  [/(?<!\p{L})(?:anderthalb|eineinhalb)(?!\p{L})/giu, 1.5],
  [/(?<!\p{L})zweieinhalb(?!\p{L})/giu, 2.5],
]
