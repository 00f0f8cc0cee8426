/**
 * What is not to be seen: controls, characters without a width, marks that turn the direction of writing, and the tags
 * in which whole sentences can be hidden. Joiners and selectors stay where an emoji is made of them.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|(?<![\p{Extended_Pictographic}\d#*])[\ufe00-\ufe0f]/gu

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  // They look like the others, and a model may take them for such.
  '＜': '&lt;',
  '＞': '&gt;',
  '﹤': '&lt;',
  '﹥': '&gt;',
}
const CHARACTERS: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#10;': '\n',
}

/** A text without what cannot be seen, on lines that end in one way. */
export const visible = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')

/** A text as the database takes it, which knows neither NUL nor half a character. */
export const storable = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')

/** A text as data of one line: whatever it says, it cannot end the element or the attribute it stands in. */
export const asData = (text: string): string =>
  visible(text)
    // An ampersand by itself, as in "R&D", is left alone: it costs a model nothing to read.
    .replace(/&(?=#|[a-z]+;)|[<>"\n＜＞﹤﹥]/giu, (mark) => ENTITIES[mark]!)

/** The same for what a person typed, which keeps its lines and quotation marks. */
export const asRequest = (text: string): string =>
  visible(text).replace(/&(?=#|[a-z]+;)|[<>＜＞﹤﹥]/giu, (mark) => ENTITIES[mark]!)

/** What a model repeats of such data, as it was. */
export const fromData = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#10);/g, (entity) => CHARACTERS[entity]!)
