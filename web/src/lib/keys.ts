/** What a keyboard event tells about the key; a real `KeyboardEvent` fits. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'repeat'
> & { getModifierState?: (key: string) => boolean }

const NAMES: Record<string, string> = {
  ' ': 'space',
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
  escape: 'esc',
  delete: 'del',
}

const MODIFIERS = ['mod', 'alt', 'shift'] as const

const isLetter = (key: string): boolean => /^\p{L}$/u.test(key)

/** On a Russian or Greek keyboard the letter that is printed beside the Latin one counts. */
function latin(key: string, code: string): string {
  const isForeign = isLetter(key) && !/^\p{Script=Latin}$/u.test(key)
  return isForeign ? (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key) : key
}

/**
 * The stroke of a key press in the notation of commands (`q`, `shift+s`, `mod+k`, `?`), by the character that was typed,
 * so that it means the same on every layout. Null for what is no stroke: modifiers alone, repeats, a word being composed.
 */
export function strokeOf(event: KeyPress, isApple: boolean): string | null {
  const { key } = event
  if (event.isComposing || event.repeat || ['Process', 'Dead', 'Unidentified'].includes(key)) return null
  if (['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock'].includes(key)) return null
  const typed = latin(key, event.code).toLowerCase()
  const name = NAMES[typed] ?? typed
  // AltGr arrives as Ctrl+Alt: it only makes the character, as Shift does for everything but letters and named keys.
  const isAltGraph = event.getModifierState?.('AltGraph') ?? false
  const isCharacter = [...typed].length === 1 && typed !== ' ' && !isLetter(typed)
  const hasMod = !isAltGraph && (isApple ? event.metaKey : event.ctrlKey)
  const hasOther = !isAltGraph && (isApple ? event.ctrlKey : event.metaKey)
  if (hasOther) return null
  return [
    hasMod && 'mod',
    event.altKey && !isAltGraph && 'alt',
    event.shiftKey && !isCharacter && 'shift',
    name,
  ]
    .filter(Boolean)
    .join('+')
}

/** `Shift+Mod+K` and `mod+shift+k` are the same stroke; `shift+?` is `?`. */
function normalise(stroke: string): string {
  const parts = stroke.toLowerCase().split('+')
  // The plus key itself is written as in `mod++`.
  const key = stroke.endsWith('+') ? '+' : (parts.at(-1) ?? '')
  const isCharacter = [...key].length === 1 && !isLetter(key)
  const held = MODIFIERS.filter((name) => parts.includes(name) && !(name === 'shift' && isCharacter))
  return [...held, key].join('+')
}

/** The strokes of a binding in order: `g t` has two. */
export const strokesIn = (keys: string): string[] => keys.trim().split(/\s+/).map(normalise)

export type Match<T> = { kind: 'run'; bound: T } | { kind: 'wait'; strokes: string[] } | { kind: 'none' }

const startsWith = (strokes: readonly string[], start: readonly string[]): boolean =>
  start.every((stroke, index) => strokes[index] === stroke)

/**
 * Which binding the strokes so far lead to. The last of several equal bindings wins: a screen comes after the shell. A
 * stroke that does not go on with what was begun begins anew.
 */
export function matchStrokes<T extends { keys?: string }>(
  bindings: readonly T[],
  begun: readonly string[],
  stroke: string,
): Match<T> {
  const strokes = [...begun, stroke]
  const fitting = bindings.filter(({ keys }) => keys && startsWith(strokesIn(keys), strokes))
  const isLonger = ({ keys = '' }: T) => strokesIn(keys).length > strokes.length
  if (fitting.some(isLonger)) return { kind: 'wait', strokes }
  const bound = fitting.at(-1)
  if (bound) return { kind: 'run', bound }
  return begun.length > 0 ? matchStrokes(bindings, [], stroke) : { kind: 'none' }
}

export const isApplePlatform = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

const SYMBOLS: Record<string, string> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '↵',
  backspace: '⌫',
}

/** What is printed on the keys of one stroke: `mod+k` → `Ctrl`, `K`. */
export function keyCaps(stroke: string, isApple: boolean, names: Record<string, string> = {}): string[] {
  const held: Record<string, string> = isApple
    ? { mod: '⌘', alt: '⌥', shift: '⇧' }
    : { mod: names.mod ?? 'Ctrl', alt: 'Alt', shift: names.shift ?? 'Shift' }
  const parts = stroke.endsWith('+')
    ? [...stroke.slice(0, -2).split('+').filter(Boolean), '+']
    : stroke.split('+')
  return parts.map((part) => held[part] ?? names[part] ?? SYMBOLS[part] ?? capitalise(part))
}

const capitalise = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
