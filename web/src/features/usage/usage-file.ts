import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { firstDayOf, type Month } from './month.ts'
import { type Call, COLUMNS, formatUsageCsv } from './usage-csv.ts'

const PAGE = 1000

/** Reads the person's part of the ledger of one month. @throws when it cannot be read whole */
export async function makeUsageFile(month: Month): Promise<{ name: string; content: Blob }> {
  const calls: Call[] = []
  for (let page: Call[] | null = null; !page || page.length === PAGE; calls.push(...page)) {
    const { data } = await supabase
      .from('ai_model_usage_logs')
      .select(COLUMNS.join(','))
      .eq('user_id', currentUserId())
      .eq('starts_on', firstDayOf(month))
      .order('created_at')
      .order('id')
      .range(calls.length, calls.length + PAGE - 1)
      .overrideTypes<Call[], { merge: false }>()
      .throwOnError()
    page = data
  }
  return {
    name: `aurum-life-ai-usage-${month}.csv`,
    content: new Blob([formatUsageCsv(calls)], { type: 'text/csv;charset=utf-8' }),
  }
}
