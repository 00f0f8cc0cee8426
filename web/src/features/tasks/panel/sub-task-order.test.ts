import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeAt } from './sub-task-order.ts'

const inOrder = (rows: readonly { id: string; sort_order: number }[]) =>
  [...rows].sort((a, b) => a.sort_order - b.sort_order).map(({ id }) => id)

describe('a sub-task that is moved', () => {
  it('stands where it was put, and the others stay as they were', () => {
    const moves = fc
      .array(fc.constantFrom(0, 1, 1.5, 2, 1024, Number.EPSILON), { minLength: 2, maxLength: 8 })
      .map((orders) => orders.sort((a, b) => a - b).map((sort_order, n) => ({ id: `t${n}`, sort_order })))
      .chain((rows) => fc.tuple(fc.constant(rows), fc.nat(rows.length - 1), fc.nat(rows.length - 1)))
    fc.assert(
      fc.property(moves, ([rows, from, to]) => {
        const { id } = rows[from]!
        const placed = new Map(placeAt(rows, id, to).map((place) => [place.id, place.sort_order]))
        const wanted = rows.map((row) => row.id).filter((other) => other !== id)
        wanted.splice(to, 0, id)
        const moved = rows.map((row) => ({ ...row, sort_order: placed.get(row.id) ?? row.sort_order }))
        const isUntouched = from === to && placed.size === 0
        expect(isUntouched ? wanted : inOrder(moved)).toEqual(wanted)
      }),
    )
  })

  it('is usually the only row that is written', () => {
    const rows = [1, 2, 3].map((n) => ({ id: `t${n}`, sort_order: n }))
    expect(placeAt(rows, 't3', 1)).toEqual([{ id: 't3', sort_order: 1.5 }])
  })
})
