import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, type Row } from './as-user.ts'
import { looking, program, runStep, step, type Step } from './life-program.ts'
import { PLAN_TABLES, readLife } from './life.ts'

interface Answer {
  batch_id: string | null
  restored: number
  conflicts: Row[]
}

const TABLES = ['user_profiles', ...PLAN_TABLES]
const snapshot = (person: string) => readLife(person, TABLES)

const call = (person: string, name: 'undo_batch' | 'redo_batch', batch: string) =>
  asUser(
    person,
    async (sql) => (await sql.one<{ answer: Answer }>(`select public.${name}($1) as answer`, [batch])).answer,
  )

const exists = (person: string, batch: string) =>
  asDatabase((sql) =>
    sql.count('select from public.change_batches where user_id = $1 and id = $2', [person, batch]),
  )

/** Runs a program step by step. @returns the life before and after each step that changed something */
async function run(person: string, steps: Step[]) {
  const lives = [await snapshot(person)]
  const batches: string[] = []
  for (const deeds of steps) {
    const batch = await runStep(person, deeds)
    if (!(await exists(person, batch))) continue
    batches.push(batch)
    lives.push(await snapshot(person))
  }
  return { lives, batches }
}

describe('whatever a person did', () => {
  it('undo brings back the very rows, step by step to the start, and redo brings them forth again', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const person = await createUser()
        const { lives, batches } = await run(person, steps)
        const undone = new Set<string>()
        for (let at = batches.length - 1; at >= 0; at--) {
          const answer = await call(person, 'undo_batch', batches[at]!)
          expect(answer.conflicts).toEqual([])
          expect(await snapshot(person)).toEqual(lives[at])
          // A step that took itself back, like a row added and deleted, leaves nothing to undo.
          if (answer.batch_id) undone.add(batches[at]!)
        }
        for (const [at, batch] of batches.entries()) {
          if (!undone.has(batch)) continue
          expect((await call(person, 'redo_batch', batch)).conflicts).toEqual([])
          expect(await snapshot(person)).toEqual(lives[at + 1])
        }
      }),
      looking(15),
    )
  })

  it('redo takes back an undo completely, even one out of order that met conflicts', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), async (steps, pick) => {
        const person = await createUser()
        const { batches } = await run(person, steps)
        if (batches.length === 0) return
        const before = await snapshot(person)
        const batch = batches[pick % batches.length]!
        const undone = await call(person, 'undo_batch', batch)
        if (undone.batch_id === null) {
          expect(await snapshot(person)).toEqual(before)
          return
        }
        expect((await call(person, 'redo_batch', batch)).conflicts).toEqual([])
        expect(await snapshot(person)).toEqual(before)
      }),
      looking(15),
    )
  })

  it('their life can be read as it was at any moment, undos included', async () => {
    const move = fc.oneof(step, fc.nat())
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 3, maxLength: 12 }), async (moves) => {
        const person = await createUser()
        const batches: string[] = []
        const moments: { at: string; life: Record<string, Row[]> }[] = []
        for (const move of moves) {
          if (Array.isArray(move)) batches.push(await runStep(person, move))
          else if (batches.length > 0) {
            const batch = batches[move % batches.length]!
            await call(person, 'undo_batch', batch).catch((error: { code?: string }) => {
              if (!['PT409', 'PT404'].includes(error.code ?? '')) throw error
            })
          }
          const { at } = await asDatabase((sql) =>
            sql.one<{ at: string }>('select clock_timestamp()::text as at'),
          )
          moments.push({ at, life: await snapshot(person) })
        }
        for (const { at, life } of moments) {
          const rows = await asUser(person, (sql) =>
            sql.query<{ table_name: string; record: Row }>(
              `select table_name, record from public.life_as_of($1) order by table_name, record ->> 'id'`,
              [at],
            ),
          )
          const past: Record<string, Row[]> = Object.fromEntries(TABLES.map((table) => [table, []]))
          for (const { table_name, record } of rows) past[table_name]!.push(record)
          expect(past).toEqual(life)
        }
      }),
      looking(15),
    )
  })
})
