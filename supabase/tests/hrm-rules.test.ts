import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { DEFAULT_RULES } from '../../shared/hrm/default-rules.ts'
import { type DrawnConfig, drawnConfigs } from '../../shared/hrm/fixtures/drawn-rules.ts'
import { BROKEN_CONFIGS, SOUND_CONFIGS } from '../../shared/hrm/fixtures/rule-configs.ts'
import { RULE_CONFIGS, ruleSchema, type RuleType } from '../../shared/hrm/rule.ts'
import { asDatabase, asService, asUser, createUser, failureOf, type Row, type Session } from './as-user.ts'

const byCode = (a: { rule_code: string }, b: { rule_code: string }) => (a.rule_code < b.rule_code ? -1 : 1)

const ADDED = `insert into public.hrm_rules
  (rule_code, rule_name, hierarchy_level, applies_to_entity_types, rule_type, rule_config)
  values ('CALLS_001', 'Calls first', 'task', '{task}', 'filtering',
    '{"method": "match", "boost": 0.2, "conditions": [{"field": "name", "operator": "contains", "value": "call"}]}')`

const asAdmin = <Result>(work: (sql: Session) => Promise<Result>) => asDatabase(work, { rollback: true })
const ruleOf = (sql: Session, code: string) =>
  sql.one<Row & { changelog: Row[] }>('select * from public.hrm_rules where rule_code = $1', [code])

describe('the rules of a new database', () => {
  it('are those the engine comes with, column by column', async () => {
    const person = await createUser()
    const rows = await asUser(person, (sql) =>
      sql.query(`select rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, rule_config,
        base_weight, user_adjustable, requires_llm, llm_prompt_template, is_active, is_system_rule, version
        from public.hrm_rules`),
    )
    const rules = rows.map((row) => ruleSchema.parse(row))
    expect(rules.sort(byCode)).toEqual([...DEFAULT_RULES].sort(byCode))
  })

  it('are ten', async () => {
    expect(await asService((sql) => sql.count('select from public.hrm_rules where is_system_rule'))).toBe(10)
  })
})

describe('an admin', () => {
  it('adds a rule, tunes it, and deletes it again', async () => {
    await asAdmin(async (sql) => {
      await sql.query(ADDED)
      await sql.query(`update public.hrm_rules set base_weight = 0.7 where rule_code = 'CALLS_001'`)
      expect(await ruleOf(sql, 'CALLS_001')).toMatchObject({ version: 2, base_weight: 0.7 })
      expect(await sql.count(`delete from public.hrm_rules where rule_code = 'CALLS_001'`)).toBe(1)
    })
  })

  it('finds each edit written down, with what it changed', async () => {
    await asAdmin(async (sql) => {
      const edit = (set: string) =>
        sql.query(`update public.hrm_rules set ${set} where rule_code = 'DEPENDENCY_CHECK_001'`)
      await edit(`base_weight = 0.6, requires_llm = true`)
      await edit(`base_weight = 0.6`)
      await edit(`is_active = false`)
      const rule = await ruleOf(sql, 'DEPENDENCY_CHECK_001')
      expect(rule.version).toBe(3)
      expect(rule.changelog).toEqual([
        {
          version: 2,
          at: expect.any(String),
          by: null,
          changes: {
            base_weight: { before: 0.7, after: 0.6 },
            requires_llm: { before: false, after: true },
          },
        },
        {
          version: 3,
          at: expect.any(String),
          by: null,
          changes: { is_active: { before: true, after: false } },
        },
      ])
    })
  })

  it('cannot write the version or the changelog by hand', async () => {
    await asAdmin(async (sql) => {
      await sql.query(
        `update public.hrm_rules set version = 99, changelog = '[{}]' where rule_code = 'DEPENDENCY_CHECK_001'`,
      )
      expect(await ruleOf(sql, 'DEPENDENCY_CHECK_001')).toMatchObject({ version: 1, changelog: [] })
    })
  })

  it.each([
    [
      'delete a rule that came with the app',
      `delete from public.hrm_rules where rule_code = 'ENERGY_PATTERN_001'`,
    ],
    ['make it one of their own', `update public.hrm_rules set is_system_rule = false`],
    [
      'give a rule another code',
      `update public.hrm_rules set rule_code = 'OTHER_001' where rule_code = 'ENERGY_PATTERN_001'`,
    ],
    ['give it a weight above 1', `update public.hrm_rules set base_weight = 1.5`],
    ['let it speak about nothing', `update public.hrm_rules set applies_to_entity_types = '{}'`],
    [
      'let it speak about what the engine does not judge',
      `update public.hrm_rules set applies_to_entity_types = '{pillar}'`,
    ],
  ])('cannot %s', async (_, statement) => {
    expect(await failureOf(asAdmin((sql) => sql.query(statement)))).toBe('23514')
  })
})

describe('a rule that the engine cannot run', () => {
  const write = (rule_type: string, rule_config: unknown) =>
    asAdmin((sql) =>
      sql.query(
        `insert into public.hrm_rules (rule_code, rule_name, hierarchy_level, applies_to_entity_types, rule_type, rule_config)
         values ('NEW_001', 'New', 'task', '{task}', $1, $2)`,
        [rule_type, JSON.stringify(rule_config)],
      ),
    )

  it.each(BROKEN_CONFIGS)(
    'because of $name is refused with a word on what is wrong',
    async ({ rule_type, rule_config, at }) => {
      const failure = await write(rule_type, rule_config).then(
        () => null,
        (error: { code: string; message: string }) => error,
      )
      expect(failure?.code).toBe('23514')
      expect(failure?.message).toContain('NEW_001')
      expect(failure?.message).toContain(at)
    },
  )

  it.each(SOUND_CONFIGS)('is not one like %j', async ({ rule_type, rule_config }) => {
    expect(await failureOf(write(rule_type, rule_config))).toBe(null)
  })

  it('is refused also when a good one is edited, in its configuration or its type', async () => {
    const edit = (set: string) =>
      failureOf(
        asAdmin((sql) =>
          sql.query(`update public.hrm_rules set ${set} where rule_code = 'DEPENDENCY_CHECK_001'`),
        ),
      )
    expect(await edit(`rule_config = rule_config || '{"most_named": 9}'`)).toBe('23514')
    expect(await edit(`rule_config = rule_config - 'cascade'`)).toBe('23514')
    expect(await edit(`rule_type = 'scoring'`)).toBe('23514')
    expect(await edit(`rule_config = rule_config || '{"most_named": 3}'`)).toBe(null)
  })

  it('is the same for the database and for the program: their shapes are one', async () => {
    const stored = await asService((sql) =>
      sql.query<{ rule_type: RuleType; shape: unknown }>(
        'select rule_type, shape from private.rule_config_shapes',
      ),
    )
    const wanted = Object.entries(RULE_CONFIGS).map(([rule_type, schema]) => ({
      rule_type,
      shape: JSON.parse(JSON.stringify({ ...z.toJSONSchema(schema), $schema: undefined })) as unknown,
    }))
    expect(stored).toHaveLength(wanted.length)
    expect(stored).toEqual(expect.arrayContaining(wanted))
  })

  it('is the same for both when a good one is damaged anywhere', async () => {
    const damaged = DEFAULT_RULES.flatMap(({ rule_type, rule_config }) =>
      // What the database would be sent: undefined is no value of JSON.
      [...damages(rule_config)].map((config) => ({
        rule_type,
        config: JSON.parse(JSON.stringify(config ?? null)) as unknown,
      })),
    )
    expect(damaged.length).toBeGreaterThan(500)
    expect(await disagreementsOn(damaged)).toEqual([])
  })

  it('is the same for both whatever an admin could have written', async () => {
    const drawn = fc.sample(drawnConfigs, { numRuns: 4000, seed: 5 })
    const sound = drawn.filter(({ rule_type, config }) => RULE_CONFIGS[rule_type].safeParse(config).success)
    expect(sound.length).toBeGreaterThan(1000)
    expect(drawn.length - sound.length).toBeGreaterThan(1000)
    expect(await disagreementsOn(drawn)).toEqual([])
  })
})

/** Configurations that the program and the database judge differently. */
async function disagreementsOn(configs: readonly DrawnConfig[]) {
  const answers = await asService((sql) =>
    sql.query<{ problem: string | null }>(
      `select private.rule_problem(each ->> 'rule_type', each -> 'config') as problem
       from jsonb_array_elements($1) with ordinality each (each, place) order by place`,
      [JSON.stringify(configs)],
    ),
  )
  return configs.flatMap(({ rule_type, config }, index) => {
    const { problem } = answers[index]!
    return RULE_CONFIGS[rule_type].safeParse(config).success === (problem === null)
      ? []
      : [{ config, problem }]
  })
}

/** The value with one thing in it changed, left out or added, at every place there is. */
function* damages(value: unknown): Iterable<unknown> {
  yield* [null, -1, 0, 0.5, 2, 'x', '', true, [], {}]
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries())
      for (const other of damages(part))
        yield value.map((each: unknown, place) => (place === index ? other : each))
    yield [...(value as unknown[]), value[0]]
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      for (const other of damages(part)) yield { ...value, [key]: other }
      yield { ...value, [key]: undefined }
      yield { ...value, [`${key}_`]: part }
    }
  }
}

describe('the weights a person sets', () => {
  const set = async (weights: unknown) => {
    const person = await createUser()
    return failureOf(
      asUser(person, (sql) =>
        sql.query(
          'insert into public.hrm_user_preferences (user_id, rule_weight_overrides) values ($1, $2)',
          [person, JSON.stringify(weights)],
        ),
      ),
    )
  }
  it.each([[{}], [{ ENERGY_PATTERN_001: 0 }], [{ ENERGY_PATTERN_001: 0.35, CALLS_001: 1 }]])(
    'may be %j',
    async (weights) => {
      expect(await set(weights)).toBe(null)
    },
  )
  it.each([
    [[]],
    [{ ENERGY_PATTERN_001: 1.1 }],
    [{ ENERGY_PATTERN_001: -0.1 }],
    [{ ENERGY_PATTERN_001: '1' }],
    [{ 'x y': 1 }],
  ])('may not be %j', async (weights) => {
    expect(await set(weights)).toBe('23514')
  })
})
