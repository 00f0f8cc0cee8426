import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Day } from '../../../lib/dates.ts'
import { supabase } from '../../../lib/supabase.ts'

type Series = {
  rule: string
  /** The day the rule counts from. */
  startOn: Day
  /** Days up to this one are past. */
  after: Day
  /** The place of the day `after` in its series, from 1: what a rule with a count has left. */
  occurrence: number
}

/** The next few days of a rule, fewer when it ends before; asked of the database, which makes the instances. */
export const upcomingDays = ({ rule, startOn, after, occurrence }: Series) =>
  queryOptions({
    queryKey: ['upcoming-days', rule, startOn, after, occurrence],
    queryFn: async ({ signal }) => {
      const { data } = await supabase
        .rpc('upcoming_days', {
          p_rule: rule,
          p_start_on: startOn,
          p_after: after,
          p_occurrence: occurrence,
        })
        .retry(false)
        .abortSignal(signal)
        .throwOnError()
      return data
    },
    enabled: !/FREQ=(HOURLY|MINUTELY)/.test(rule),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    throwOnError: false,
  })
