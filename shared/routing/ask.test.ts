import { describe, expect, it } from 'vitest'
import { findAsk } from './ask.ts'

const LETTER =
  'We met on Tuesday and went through the figures of the whole year, one after the other. '.repeat(6)

describe('what is asked in a message', () => {
  it('stands before a paste', () => {
    const { text, shownLength } = findAsk(`Translate this:\n\n${LETTER}`)
    expect(text).toBe('Translate this:')
    expect(shownLength).toBeGreaterThan(400)
  })

  it('stands after a paste', () => {
    expect(findAsk(`${LETTER}\n\nWhat does she want from me?`).text).toBe('What does she want from me?')
  })

  it.each([
    ['a greeting', 'Dear member,'],
    ['a greeting in German', 'Sehr geehrte Frau Kim,'],
    ['the head of a mail', 'From: board@example.com\nSubject: strategy of the next five years'],
  ])('stands after a letter that begins with %s', (_, opening) => {
    expect(findAsk(`${opening}\n\n${LETTER}\n\nShorten this.`).text).toBe('Shorten this.')
  })

  it('begins with what a person tells of themselves', () => {
    const own = 'My wife has an offer in Lyon, and I have my work here.'
    expect(findAsk(`${own}\n\n${LETTER}\n\nShould we move?`).text).toContain(own)
  })

  it('stands before what is dictated on the same line', () => {
    expect(findAsk(`Save this as an entry: ${LETTER}`).text).toBe('Save this as an entry')
  })

  it('is around what is quoted, and not in it', () => {
    expect(findAsk('rename "leave my job" to „Säule“').text).not.toMatch(/job|Säule/)
    expect(findAsk('「戦略会議」を完了にして').text).not.toContain('戦略')
    expect(findAsk("call it 'the five year plan', please").text).not.toContain('year')
  })

  it('is not the code that is shown', () => {
    const found = findAsk('fix this\n```yaml\nstrategy: 1\n```')
    expect(found).toMatchObject({ hasCode: true })
    expect(found.text).not.toContain('strategy')
  })

  it('is the quotation when there is nothing else', () => {
    expect(findAsk('"should I go?"').text).toBe('"should I go?"')
  })

  it('stays whole when a person tells a long story of their own', () => {
    const story = `I have kept this for two years. ${LETTER} So what do I really want?`
    expect(findAsk(story).text).toBe(story)
  })
})
