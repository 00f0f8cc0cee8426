import { describe, expect, test } from 'vitest'
import { english, idIn, NOW, sceneOf } from '../../../shared/context/fixtures/scenes.ts'
import type { Understanding } from '../../../shared/understanding/types.ts'
import { entitiesOf, hasOwnWords, hear, intentOf, replyByRules, replyByTemplate } from './rules.ts'
import { heardOf } from './test-heard.ts'

const scene = sceneOf(english)
const german = sceneOf(english, { profile: { ...scene.profile, locale: 'de' } })
const heard = (message: string, of = scene) => hear(heardOf(message, { scene: of }), of)
const reply = (message: string, of = scene) => replyByRules(heard(message, of), of, new Date(NOW))
const tiles = idIn('tasks', 'Choose tiles')

describe('what rules understand', () => {
  test('a change is proposed with the row it is about', () => {
    const answer = reply('complete "Choose tiles"')!
    expect(answer.commands).toEqual([{ type: 'complete', entity: 'task', ids: [tiles] }])
    expect(answer.rows).toEqual([{ entity: 'task', id: tiles, name: 'Choose tiles' }])
    expect(answer.answer).toBe('1 change for “Choose tiles”. Nothing happens until you apply it.')
  })

  test('in the language of the person', () => {
    expect(reply('erledige „Choose tiles“', german)!.answer).toBe(
      '1 Änderung an „Choose tiles“. Es passiert nichts, bis du sie anwendest.',
    )
  })

  test('a row that is not there yet has no link', () => {
    const answer = reply('add buy paint tomorrow')!
    expect(answer.commands).toMatchObject([{ type: 'create_task' }])
    expect(answer.answer).toMatch(/buy paint/i)
    expect(answer.rows).toEqual([])
  })

  test('a screen is opened, with the row that it shows', () => {
    expect(reply('open settings')).toMatchObject({ navigation: { type: 'open_screen' }, rows: [] })
    expect(reply('open Choose tiles')).toMatchObject({
      navigation: { type: 'open', id: tiles },
      rows: [{ id: tiles }],
    })
  })

  test('what they do not understand is nothing', () => expect(reply('sing me a song')).toBeNull())
})

describe('what a template says', () => {
  const because = 'Only rules were asked.'
  const unclear = (
    why: Extract<Understanding, { kind: 'unclear' }>['why'],
    candidates = 0,
  ): Understanding => ({
    kind: 'unclear',
    why,
    candidates: english.tasks.slice(0, candidates).map(({ id, name }) => ({ entity: 'task', id, name })),
  })

  test('asks which one of several was meant, and links them', () => {
    const { answer, rows } = replyByTemplate(unclear('ambiguous_name', 2), scene, because)
    expect(answer.split('\n')).toEqual(['Which one do you mean?', ...rows.map(({ name }) => `- ${name}`)])
    expect(rows).toHaveLength(2)
  })

  test.each([
    'no_intent',
    'not_an_order',
    'quoted',
    'unknown_name',
    'unclear_detail',
    'nothing_matches',
  ] as const)('helps with %s, and says why no model was asked, in both languages', (why) => {
    for (const of of [scene, german]) {
      const { answer } = replyByTemplate(unclear(why), of, because)
      expect(answer).toMatch(/^\S.{15,} Only rules were asked\.$/s)
    }
    expect(replyByTemplate(unclear(why), scene, '').answer).not.toBe(
      replyByTemplate(unclear(why), german, '').answer,
    )
  })

  test('is better than a refusal only where it knows what is wrong', () => {
    expect(hasOwnWords(unclear('unknown_name'))).toBe(true)
    expect(hasOwnWords(unclear('no_intent'))).toBe(false)
    expect(hasOwnWords(heard('complete "Choose tiles"'))).toBe(false)
  })
})

test('the row of a message says what was meant', () => {
  expect(intentOf(heard('complete "Choose tiles"'))).toBe('complete')
  expect(intentOf(heard('sing me a song'))).toBeNull()
})

test('each row an answer is about is named once', () => {
  const answer = reply('complete "Choose tiles"')!
  expect(entitiesOf(answer, scene)).toEqual([{ entity: 'task', id: tiles, name: 'Choose tiles' }])
  expect(entitiesOf({ ...answer, rows: [] }, scene)).toHaveLength(1)
})
