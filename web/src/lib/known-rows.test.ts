import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { knownRows } from './known-rows.ts'

it('leaves out what only a newer server knows, and keeps the order of the others', () => {
  const schema = z.object({ kind: z.enum(['pinned', 'dismissed']) })
  const rows = [{ kind: 'dismissed' }, { kind: 'foreseen' }, null, { kind: 'pinned', since: 'today' }]
  expect(knownRows(schema, rows)).toEqual([{ kind: 'dismissed' }, { kind: 'pinned' }])
})
