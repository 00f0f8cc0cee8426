import { describe, expect, it } from 'vitest'
import { keyCaps, type KeyPress, matchStrokes, strokeOf, strokesIn } from './keys.ts'

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  ...rest,
})

const onPc = (key: string, rest?: Partial<KeyPress>) => strokeOf(press(key, rest), false)
const onMac = (key: string, rest?: Partial<KeyPress>) => strokeOf(press(key, rest), true)

describe('the stroke of a key press', () => {
  it('is the character, also with Caps Lock', () => {
    expect(onPc('q')).toBe('q')
    expect(onPc('Q')).toBe('q')
    expect(onPc('S', { shiftKey: true })).toBe('shift+s')
  })

  it('is the same question mark on an English and on a German keyboard', () => {
    expect(onPc('?', { code: 'Slash', shiftKey: true })).toBe('?')
    expect(onPc('?', { code: 'Minus', shiftKey: true })).toBe('?')
    expect(strokesIn('shift+?')).toEqual(['?'])
  })

  it('is the bracket that a German keyboard makes with AltGr', () => {
    const altGraph = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === 'AltGraph' }
    expect(onPc('[', { code: 'Digit8', ...altGraph })).toBe('[')
  })

  it('is the Latin letter of the key on a keyboard that types another script', () => {
    expect(onPc('й', { code: 'KeyQ' })).toBe('q')
    expect(onPc('л', { code: 'KeyK', ctrlKey: true })).toBe('mod+k')
    expect(onPc('z', { code: 'KeyY' })).toBe('z')
  })

  it('knows Ctrl as the main modifier, on a Mac Cmd', () => {
    expect(onPc('k', { ctrlKey: true })).toBe('mod+k')
    expect(onMac('k', { metaKey: true })).toBe('mod+k')
    expect(onMac('k', { ctrlKey: true })).toBeNull()
    expect(onPc('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z')
  })

  it('is none while a word is composed, while a key is held and for a modifier alone', () => {
    expect(onPc('q', { isComposing: true })).toBeNull()
    expect(onPc('Process')).toBeNull()
    expect(onPc('Dead')).toBeNull()
    expect(onPc('q', { repeat: true })).toBeNull()
    expect(onPc('Shift', { shiftKey: true })).toBeNull()
  })
})

describe('a binding', () => {
  const bindings = [{ keys: 'g t' }, { keys: 'g p' }, { keys: 'q' }, { keys: 't' }]

  it('of two keys waits for the second one', () => {
    const first = matchStrokes(bindings, [], 'g')
    expect(first).toEqual({ kind: 'wait', strokes: ['g'] })
    expect(matchStrokes(bindings, ['g'], 't')).toEqual({ kind: 'run', bound: bindings[0] })
  })

  it('begins anew when the second key belongs to no sequence', () => {
    expect(matchStrokes(bindings, ['g'], 'q')).toEqual({ kind: 'run', bound: bindings[2] })
    expect(matchStrokes(bindings, ['g'], 'x')).toEqual({ kind: 'none' })
  })

  it('of a screen wins over the same one of the shell', () => {
    const screen = { keys: 'q' }
    expect(matchStrokes([...bindings, screen], [], 'q')).toEqual({ kind: 'run', bound: screen })
  })

  it('may name its modifiers in any order', () => {
    expect(strokesIn('Shift+Mod+z')).toEqual(['mod+shift+z'])
    expect(strokesIn('mod++')).toEqual(['mod++'])
  })

  it('reads as what is printed on the keys', () => {
    expect(keyCaps('mod+k', false, { mod: 'Strg' })).toEqual(['Strg', 'K'])
    expect(keyCaps('mod+shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(keyCaps('alt+up', false)).toEqual(['Alt', '↑'])
    expect(keyCaps('?', false)).toEqual(['?'])
  })
})
