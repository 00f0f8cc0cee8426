import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countRows, emptyRows, importTables, toChunks, type ImportRows } from './import-rows.ts'

const rowsOf = (sizes: readonly number[]): ImportRows => {
  const rows = emptyRows()
  importTables.forEach((table, i) => {
    const made = Array.from({ length: sizes[i] ?? 0 }, (_, n) => ({ id: `${table} ${n}` }))
    Object.assign(rows, { [table]: made })
  })
  return rows
}

const order = (chunk: Partial<ImportRows>) =>
  importTables.flatMap((table) => (chunk[table] ?? []).map((row) => row.id))

describe('chunks of an import', () => {
  it('are as few as can be, lose no row and keep the order in which rows refer to one another', () => {
    const sizes = fc.array(fc.nat(40), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 25 }), (counts, size) => {
        const rows = rowsOf(counts)
        const chunks = toChunks(rows, size)
        expect(chunks.flatMap(order)).toEqual(order(rows))
        expect(chunks).toHaveLength(Math.ceil(countRows(rows) / size))
        for (const chunk of chunks) expect(countRows(chunk)).toBeLessThanOrEqual(size)
      }),
    )
  })
})
