import { describe, expect, it } from 'vitest'
import { placedAfterMove, placedIn, withPlaced } from './order.ts'

const TODAY = '2026-11-21'

const task = (id: string, rank_points: number, today_position: number | null = null) => ({
  id,
  rank_points,
  today_position,
  planned_on: today_position === null ? null : TODAY,
  score: 50,
  due_on: TODAY,
  due_time: null,
})

const ids = (tasks: readonly { id: string }[]) => tasks.map(({ id }) => id).join('')
const ranked = [task('a', 90), task('b', 80), task('c', 70), task('d', 60)]

describe('an order by hand', () => {
  it('places the moved task and those before it, and leaves the rest to their rank', () => {
    expect(placedAfterMove(ranked, 'c', 0)).toEqual(['c'])
    expect(placedAfterMove(ranked, 'a', 1)).toEqual(['b', 'a'])
    expect(placedAfterMove(ranked, 'a', 9)).toEqual(['b', 'c', 'd', 'a'])
  })

  it('keeps what was placed before', () => {
    const placed = withPlaced(ranked, ['d', 'c'], TODAY)
    expect(ids(placed)).toBe('dcab')
    expect(placedAfterMove(placed, 'd', 1)).toEqual(['c', 'd'])
    expect(placedAfterMove(placed, 'b', 0)).toEqual(['b', 'd', 'c'])
    expect(placedIn(placed)).toEqual(['d', 'c'])
  })

  it('shows at once what the server will answer: the placed ones, then the others by rank', () => {
    const moved = withPlaced(ranked, placedAfterMove(ranked, 'd', 1), TODAY)
    expect(ids(moved)).toBe('adbc')
    expect(moved.map(({ today_position }) => today_position)).toEqual([1, 2, null, null])
  })

  it('goes back to what matters with nothing placed, and leaves untouched rows as they are', () => {
    const reset = withPlaced(withPlaced(ranked, ['d'], TODAY), [], TODAY)
    expect(ids(reset)).toBe('abcd')
    expect(reset[0]).toBe(ranked[0])
  })
})
