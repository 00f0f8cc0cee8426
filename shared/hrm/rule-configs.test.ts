import { describe, expect, it } from 'vitest'
import { BROKEN_CONFIGS, SOUND_CONFIGS } from './fixtures/rule-configs.ts'
import { RULE_CONFIGS } from './rule.ts'

// supabase/tests/hrm-rules.test.ts holds the database to the same.
describe('the configuration of a rule', () => {
  it.each(BROKEN_CONFIGS)('cannot have $name', ({ rule_type, rule_config, at }) => {
    const { error } = RULE_CONFIGS[rule_type].safeParse(rule_config)
    const places = JSON.stringify(['rule_config', error?.issues])
    expect(error).toBeDefined()
    expect(places).toContain(at)
  })

  it.each(SOUND_CONFIGS)('can be %j', ({ rule_type, rule_config }) => {
    expect(RULE_CONFIGS[rule_type].safeParse(rule_config).error).toBe(undefined)
  })
})
