type Placed = { id: string; today_position: number | null }

type Ranked = Placed & {
  planned_on: string | null
  rank_points: number
  score: number
  due_on: string | null
  due_time: string | null
}

/** Nothing comes after everything. */
const compare = (a: string | null, b: string | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

const byRank = (a: Ranked, b: Ranked): number =>
  b.rank_points - a.rank_points ||
  b.score - a.score ||
  compare(a.due_on, b.due_on) ||
  compare(a.due_time, b.due_time)

/** The tasks as the server will order them once these have been placed at the top. */
export function withPlaced<T extends Ranked>(
  tasks: readonly T[],
  ids: readonly string[],
  today: string,
): T[] {
  const place = new Map(ids.map((id, index) => [id, index + 1]))
  return tasks
    .map((task) => {
      const today_position = place.get(task.id) ?? null
      return task.today_position === today_position
        ? task
        : { ...task, today_position, planned_on: today_position === null ? null : today }
    })
    .sort(
      (a, b) =>
        (a.today_position ?? Infinity) - (b.today_position ?? Infinity) ||
        (a.today_position === null ? byRank(a, b) : 0),
    )
}

/**
 * What has to be placed by hand so that a task stands at an index of its list: those before it and itself, and whatever
 * further down had been placed before. The rest stays ranked.
 */
export function placedAfterMove(list: readonly Placed[], id: string, to: number): string[] {
  const moved = list.find((task) => task.id === id)
  if (!moved) return placedIn(list)
  const order = list.filter((task) => task.id !== id)
  const index = Math.max(0, Math.min(to, order.length))
  order.splice(index, 0, moved)
  const last = order.findLastIndex((task) => task.today_position !== null && task.id !== id)
  return order.slice(0, Math.max(index, last) + 1).map((task) => task.id)
}

/** What a list has in an order by hand. */
export const placedIn = (list: readonly Placed[]): string[] =>
  list.filter(({ today_position }) => today_position !== null).map((task) => task.id)
