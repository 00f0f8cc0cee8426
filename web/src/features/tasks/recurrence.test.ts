import { describe, expect, it } from 'vitest'
import { presetOf, presetRule, REPEAT_PRESETS } from './recurrence.ts'

// 2026-11-19 is a Thursday.
const DUE = '2026-11-19'

describe('repeating presets', () => {
  it('take weekday and day of the month from the day the task is due', () => {
    expect(presetRule('weekly', DUE)).toBe('FREQ=WEEKLY;BYDAY=TH')
    expect(presetRule('monthly', DUE)).toBe('FREQ=MONTHLY;BYMONTHDAY=19')
  })

  it('are recognised again from their rule', () => {
    for (const preset of REPEAT_PRESETS) expect(presetOf(presetRule(preset, DUE), DUE)).toBe(preset)
  })

  it('leave every other rule as custom', () => {
    expect(presetOf('FREQ=MONTHLY;BYDAY=3FR', DUE)).toBe('custom')
    expect(presetOf('FREQ=DAILY;INTERVAL=3', DUE)).toBe('custom')
  })
})
