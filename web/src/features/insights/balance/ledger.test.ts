import { describe, expect, it } from 'vitest'
import type { Balance, Entry } from './balance-data.ts'
import { parseBalanceSearch, placeOf, stepsOf } from './balance-search.ts'
import { ledgerAt, pillarLines } from './ledger.ts'

const lived = (minutes: number, pillar: string | null, ...rest: (string | null)[]): Entry => ({
  ...{ on: '2026-11-21', pillar_id: pillar, area_id: rest[0] ?? null, project_id: rest[1] ?? null },
  ...{ task_id: rest[2] ?? null, minutes, sessions: [] },
})

const ENTRIES = [
  lived(60, 'health', 'running', 'marathon', 'long run'),
  lived(30, 'health', 'running', 'marathon', 'intervals'),
  lived(15, 'health', 'running', null, null),
  lived(10, 'health', 'sleep', 'early nights', 'lights out'),
  lived(20, null),
  lived(5, 'work', 'office', 'mail', 'inbox'),
]
const BALANCE: Balance = {
  ...{ from_on: '2026-10-25', until_on: '2026-11-21', first_on: null, unread_minutes: 0, names: {} },
  pillars: [
    { id: 'work', name: 'Work', icon: null, time_allocation_percentage: 60 },
    { id: 'health', name: 'Health', icon: null, time_allocation_percentage: null },
    { id: 'art', name: 'Art', icon: null, time_allocation_percentage: 10 },
  ],
  minutes: ENTRIES,
}

describe('a ledger of lived minutes', () => {
  it('adds up at every level, down to the entries', () => {
    const check = (steps: readonly (string | null)[]): void => {
      const { minutes, lines, entries } = ledgerAt(ENTRIES, steps)
      if (lines.length === 0) {
        expect(entries.reduce((sum, entry) => sum + entry.minutes, 0)).toBe(minutes)
        return
      }
      expect(lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(minutes)
      expect(lines.reduce((sum, line) => sum + line.percent, 0)).toBe(100)
      for (const line of lines) {
        expect(ledgerAt(ENTRIES, line.steps).minutes).toBe(line.minutes)
        check(line.steps)
      }
    }
    check([])
  })

  it('puts what belongs to none last, however much it is', () => {
    expect(ledgerAt(ENTRIES, []).lines.map(({ id, minutes }) => [id, minutes])).toEqual([
      ['health', 115],
      ['work', 5],
      [null, 20],
    ])
  })

  it('does not ask where there is nothing to choose', () => {
    expect(ledgerAt(ENTRIES, [null])).toMatchObject({ minutes: 20, lines: [], entries: [{ minutes: 20 }] })
    expect(ledgerAt(ENTRIES, ['health', 'running', null]).entries).toHaveLength(1)
  })

  it('is empty where nothing was lived', () => {
    expect(ledgerAt(ENTRIES, ['art'])).toEqual({ minutes: 0, lines: [], entries: [] })
  })

  it('has the pillars in the order of the person, those of nothing too, with what is unassigned', () => {
    const { total, lines } = pillarLines(BALANCE)
    expect(total).toBe(140)
    expect(lines.map(({ name, declared, minutes, percent }) => [name, declared, minutes, percent])).toEqual([
      ['Work', 60, 5, 4],
      ['Health', null, 115, 82],
      ['Art', 10, 0, 0],
      [null, null, 20, 14],
    ])
  })
})

describe('the address of the balance', () => {
  const id = '0b1a6a52-93a3-4b6f-8a55-0f1f0a6f8f10'

  it('holds a period and a place, and leaves out what it does not understand', () => {
    expect(parseBalanceSearch({ days: 7, at: `${id},none` })).toEqual({ days: 7, at: `${id},none` })
    expect(parseBalanceSearch({ days: 28, at: 'all' })).toEqual({})
    expect(parseBalanceSearch({ days: 12, at: [id, id, id, id, id].join() })).toEqual({})
  })

  it('says the place it was made of', () => {
    expect(stepsOf(placeOf([id, null]))).toEqual([id, null])
    expect(stepsOf(placeOf([]))).toEqual([])
  })
})
