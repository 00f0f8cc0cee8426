import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveOnto, orderAt, stepMove } from './tree-moves.ts'
import type { NodeRow, TreeRow } from './tree.ts'

const row = (kind: string, id: string, parentKey: string | null, columns: object = {}) =>
  ({ kind, key: `${kind}:${id}`, parentKey, node: { id, name: id, sort_order: 0, ...columns } }) as NodeRow

const health = row('pillar', 'health', null, { sort_order: 1 })
const work = row('pillar', 'work', null, { sort_order: 2 })
const running = row('area', 'running', health.key, { pillar_id: 'health' })
const marathon = row('project', 'marathon', running.key, { area_id: 'running' })
const shoes = row('task', 'shoes', marathon.key, { project_id: 'marathon', parent_task_id: null })
const laces = row('task', 'laces', shoes.key, { project_id: 'marathon', parent_task_id: 'shoes' })
const inbox = { kind: 'group', group: 'inbox', key: 'group:inbox', parentKey: null } as TreeRow
const rows: TreeRow[] = [inbox, health, running, marathon, shoes, laces, work]

describe('a row of the tree that is dropped', () => {
  it('on a possible parent hangs under it', () => {
    expect(moveOnto(rows, running, work, 0.5)).toMatchObject({ kind: 'place', parentId: 'work' })
    expect(moveOnto(rows, shoes, inbox, 0.5)).toMatchObject({ kind: 'place', parentId: null })
  })

  it('on what cannot be its parent, or is already, does nothing', () => {
    expect(moveOnto(rows, running, health, 0.5)).toBeNull()
    expect(moveOnto(rows, running, marathon, 0.5)).toBeNull()
    expect(moveOnto(rows, shoes, running, 0.5)).toBeNull()
    expect(moveOnto(rows, laces, inbox, 0.5)).toBeNull()
    expect(moveOnto(rows, health, health, 0.5)).toBeNull()
  })

  it('beside a sibling stands before or after it', () => {
    expect(moveOnto(rows, work, health, 0.2)).toMatchObject({ changes: [{ id: 'work', sort_order: 0 }] })
    expect(moveOnto(rows, work, health, 0.8)).toBeNull()
    expect(stepMove(rows, health, 1)).toMatchObject({ changes: [{ id: 'health', sort_order: 3 }] })
    expect(stepMove(rows, work, 1)).toBeNull()
  })
})

describe('an order', () => {
  it('has each sibling where it was put, however they were numbered', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(numbers, fc.nat(), fc.nat(), (orders, from, to) => {
        const siblings = orders.toSorted().map((sort_order, index) => ({ id: String(index), sort_order }))
        const id = siblings[from % siblings.length]!.id
        const place = to % siblings.length
        const changes = new Map(orderAt(siblings, id, place).map((change) => [change.id, change.sort_order]))
        const wanted = siblings.filter((sibling) => sibling.id !== id).map((sibling) => sibling.id)
        wanted.splice(place, 0, id)
        const orderOf = (name: string) => changes.get(name) ?? siblings.find((s) => s.id === name)!.sort_order
        const at = wanted.indexOf(id)
        for (const before of wanted.slice(0, at)) expect(orderOf(before)).toBeLessThan(orderOf(id))
        for (const after of wanted.slice(at + 1)) expect(orderOf(after)).toBeGreaterThan(orderOf(id))
      }),
    )
  })
})
