import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TODAY_FIRST, todayQueries, type TodayTask } from './queries.ts'

/**
 * The ranked tasks: first as many as a screen can show and, when there are more, all of them. From then on only all of
 * them are asked for.
 */
export function useTodayTasks(): { tasks: readonly TodayTask[] | undefined; isPaused: boolean } {
  const client = useQueryClient()
  const hasWhole = () => client.getQueryData(todayQueries.whole().queryKey) !== undefined
  const first = useQuery({ ...todayQueries.first(), enabled: () => !hasWhole() })
  const isFull = first.data !== undefined && first.data.length >= TODAY_FIRST
  const whole = useQuery({ ...todayQueries.whole(), enabled: () => isFull || hasWhole() })
  return { tasks: whole.data ?? first.data, isPaused: first.isPaused }
}
