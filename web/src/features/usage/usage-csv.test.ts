import { describe, expect, it } from 'vitest'
import { type Call, formatUsageCsv } from './usage-csv.ts'

const call: Call = {
  created_at: '2026-11-03T10:00:00+00:00',
  feature: 'assistant',
  purpose: 'answer',
  tier: 'execution',
  requested_model: 'gemini-2.5-flash-lite',
  served_model: 'gemini-2.5-flash-lite',
  input_tokens: 800,
  cached_input_tokens: 0,
  output_tokens: 400,
  cost_nano_usd: 240_001,
  saved_by_cache_nano_usd: 0,
  is_estimated: false,
  error_code: null,
}

describe('the file of a month', () => {
  it('has a line for each call, with what it cost to the last nano-dollar', () => {
    const [head, line, end] = formatUsageCsv([call]).split('\r\n')
    expect(head).toMatch(/^\uFEFFcreated_at,feature,.*,cost_usd,saved_by_cache_usd,is_estimated,error_code$/)
    expect(line).toBe(
      '2026-11-03T10:00:00+00:00,assistant,answer,execution,gemini-2.5-flash-lite,gemini-2.5-flash-lite,800,0,400,0.000240001,0.000000000,false,',
    )
    expect(end).toBe('')
  })

  it('holds nothing that a spreadsheet would run, and keeps its columns', () => {
    const [, line] = formatUsageCsv([{ ...call, served_model: '=HYPERLINK("http://x","y")' }]).split('\r\n')
    expect(line).toContain(`"'=HYPERLINK(""http://x"",""y"")"`)
  })
})
