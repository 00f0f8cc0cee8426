import type { Tables } from '../../../../shared/database.types.ts'
import { withGuard } from '../../../../shared/import/csv/cell-values.ts'

/** The columns of the ledger that the file has. */
export const COLUMNS = [
  'created_at',
  'feature',
  'purpose',
  'tier',
  'requested_model',
  'served_model',
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'cost_nano_usd',
  'saved_by_cache_nano_usd',
  'is_estimated',
  'error_code',
] as const

export type Call = Pick<Tables<'ai_model_usage_logs'>, (typeof COLUMNS)[number]>

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Nano-dollars as dollars, without a figure lost on the way. */
const dollars = (nanoUsd: number) => (nanoUsd / 1e9).toFixed(9)

/** The calls of a month as a table for spreadsheets: UTF-8 with a byte order mark, amounts in dollars. */
export function formatUsageCsv(calls: readonly Call[]): string {
  const lines = calls.map((call) =>
    COLUMNS.map((column) => {
      const value = call[column]
      if (typeof value === 'number') return column.endsWith('_nano_usd') ? dollars(value) : String(value)
      return quote(withGuard(String(value ?? '')))
    }),
  )
  const head = COLUMNS.map((column) => column.replace(/_nano_usd$/, '_usd'))
  return `\uFEFF${[head, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`
}
