import { beforeEach, describe, expect, it } from 'vitest'
import { snapshotOf as answered, snapshotSchema, type Snapshot } from '../../shared/hrm/snapshot.ts'
import { asAnonymous, asService, asUser, createUser, failureOf, insert, type Row } from './as-user.ts'
import { plantLife, type Life } from './life.ts'

// In Berlin it is the next day already.
const NOW = '2026-11-20T23:30:00Z'

let life: Life

beforeEach(async () => {
  life = await plantLife(await createUser({ time_zone: 'Europe/Berlin' }))
})

const snapshotOf = (person = life.user_id): Promise<Snapshot> =>
  asUser(
    person,
    async (sql) =>
      snapshotSchema.parse(
        answered((await sql.one<{ seen: unknown }>('select public.hrm_snapshot() as seen')).seen),
      ),
    { now: NOW },
  )
const run = (statement: string, values: unknown[] = []) =>
  asUser(life.user_id, (sql) => sql.query(statement, values))
const add = (table: string, row: Row) =>
  asUser(life.user_id, (sql) => insert(sql, table, { user_id: life.user_id, ...row }))
const lived = (started_at: string, minutes: number, more: Row = {}) =>
  add('focus_sessions', {
    started_at,
    ended_at: new Date(Date.parse(started_at) + minutes * 60_000).toISOString(),
    ...more,
  })
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).sort()

describe('what the rules know', () => {
  it('is the life of the caller, in one answer of the one shape', async () => {
    const seen = await snapshotOf()
    expect(seen).toMatchObject({
      user_id: life.user_id,
      time_zone: 'Europe/Berlin',
      locale: 'en',
      rules_only: [],
      pillars: [
        { id: life.pillar, name: 'Health', time_allocation_percentage: null, alignment_strength: 0.5 },
      ],
      areas: [{ id: life.area, pillar_id: life.pillar, name: 'Fitness', importance: 3 }],
      projects: [
        { id: life.project, area_id: life.area, task_count: 2, completed_count: 0, last_completed_on: null },
      ],
      dependencies: [{ task_id: life.task, depends_on_task_id: life.subTask }],
      minutes: [],
      journal: null,
    })
    expect(names(seen.tasks)).toEqual(['Find the shoes', 'Run'])
    expect(seen.tasks.find(({ id }) => id === life.subTask)).toMatchObject({
      project_id: life.project,
      parent_task_id: life.task,
    })
  })

  it('has the day and the minute of the person, not of the server', async () => {
    expect(await snapshotOf()).toMatchObject({ today: '2026-11-21', minute_of_day: 30 })
    await run(`update public.user_profiles set time_zone = 'America/Los_Angeles'`)
    expect(await snapshotOf()).toMatchObject({ today: '2026-11-20', minute_of_day: 15 * 60 + 30 })
    await run(`update public.user_profiles set time_zone = 'Asia/Kathmandu'`)
    expect(await snapshotOf()).toMatchObject({ today: '2026-11-21', minute_of_day: 5 * 60 + 15 })
  })

  it('is whole for somebody new, with the defaults', async () => {
    const seen = await snapshotOf(await createUser())
    expect(seen).toMatchObject({
      ...{ pillars: [], areas: [], projects: [], tasks: [], dependencies: [], minutes: [] },
      preferences: {
        rule_weight_overrides: {},
        explanation_detail_level: 'balanced',
        energy_pattern: 'morning_peak',
      },
    })
  })

  it('has the defaults of a person who never set anything as the columns have them', async () => {
    const { preferences } = await snapshotOf(await createUser())
    expect((await snapshotOf()).preferences).toEqual(preferences)
  })

  it('has what the person set', async () => {
    await run(`update public.hrm_user_preferences set energy_pattern = 'evening_peak', explanation_detail_level = 'minimal',
      rule_weight_overrides = '{"ENERGY_PATTERN_001": 0.2}'`)
    expect((await snapshotOf()).preferences).toMatchObject({
      energy_pattern: 'evening_peak',
      explanation_detail_level: 'minimal',
      rule_weight_overrides: { ENERGY_PATTERN_001: 0.2 },
    })
  })

  it('has what was completed in the last 60 days, by the local day, and counts all of it', async () => {
    const done = (name: string, completed_at: string) =>
      add('tasks', { name, project_id: life.project, status: 'completed', completed_at })
    await done('long ago', '2026-09-01T00:00:00Z')
    await done('lately', '2026-11-19T23:10:00Z')
    const seen = await snapshotOf()
    expect(names(seen.tasks)).toEqual(['Find the shoes', 'Run', 'lately'])
    expect(seen.tasks.find(({ name }) => name === 'lately')).toMatchObject({ completed_on: '2026-11-20' })
    expect(seen.projects).toMatchObject([
      { task_count: 4, completed_count: 2, last_completed_on: '2026-11-20' },
    ])
  })

  it('changes its version with the data', async () => {
    const { data_version } = await snapshotOf()
    expect((await snapshotOf()).data_version).toBe(data_version)
    await run(`update public.tasks set priority = 'high'`)
    expect((await snapshotOf()).data_version).not.toBe(data_version)
  })
})

describe('what the rules never know', () => {
  const CANARY = 'canary-7f3a'
  const levels = ['pillars', 'areas', 'projects', 'tasks'] as const

  it.each(levels)(
    'is what nobody may read, said of the %s: not a name, not an id, not a count',
    async (table) => {
      const hidden: Row = { name: CANARY, reading_level: 'nobody' }
      const pillar = table === 'pillars' ? (await add('pillars', hidden)).id : life.pillar
      const area = (await add('areas', { name: CANARY, pillar_id: pillar, ...(table === 'areas' && hidden) }))
        .id
      const project = (
        await add('projects', { name: CANARY, area_id: area, ...(table === 'projects' && hidden) })
      ).id
      const top = await add('tasks', { name: CANARY, project_id: project, ...(table === 'tasks' && hidden) })
      const sub = await add('tasks', { name: CANARY, parent_task_id: top.id })
      await add('task_dependencies', { task_id: life.task, depends_on_task_id: sub.id })
      await lived('2026-11-20T10:00:00Z', 30, { task_id: top.id })
      const seen = await snapshotOf()
      const text = JSON.stringify(seen)
      for (const id of [top.id, sub.id]) expect(text).not.toContain(id)
      expect(seen.minutes).toEqual([])
      expect(seen.dependencies).toHaveLength(1)
      if (table !== 'tasks') expect(text).not.toContain(project)
      else expect(seen.projects.find(({ id }) => id === project)).toMatchObject({ task_count: 0 })
      // The rows above the one it is said of are no secret.
      const above = levels.indexOf(table)
      expect(text.split(CANARY)).toHaveLength(1 + Math.max(0, above - 1))
    },
  )

  it.each([
    ['pillars', 'pillar', { pillars: 0, areas: 0, projects: 0, tasks: 0 }],
    ['areas', 'area', { pillars: 1, areas: 0, projects: 0, tasks: 0 }],
    ['projects', 'project', { pillars: 1, areas: 1, projects: 0, tasks: 0 }],
  ] as const)('is what is archived with the %s, and all below it', async (table, noun, counts) => {
    await run(`update public.${table} set archived = true where id = $1`, [life[noun]])
    const seen = await snapshotOf()
    for (const [level, count] of Object.entries(counts))
      expect(seen[level as keyof typeof counts], level).toHaveLength(count)
    expect(seen.dependencies).toEqual([])
  })

  it('is anything of a stranger', async () => {
    const stranger = await plantLife(await createUser())
    expect(JSON.stringify(await snapshotOf(stranger.user_id))).not.toContain(life.pillar)
  })

  it('is known to be withheld from models where only rules may read it', async () => {
    await run(`update public.projects set reading_level = 'rules'`)
    const seen = await snapshotOf()
    expect(seen.rules_only.sort()).toEqual([life.project, life.subTask, life.task].sort())
    expect(seen.tasks).toHaveLength(2)
  })
})

describe('lived minutes', () => {
  it('are the ended focus sessions by local day and task, with their place in life', async () => {
    await lived('2026-11-20T10:00:00Z', 25, { task_id: life.task })
    await lived('2026-11-20T11:00:00Z', 10, { task_id: life.task })
    await lived('2026-11-19T23:30:00Z', 20)
    const place = { pillar_id: life.pillar, area_id: life.area, project_id: life.project, task_id: life.task }
    expect((await snapshotOf()).minutes).toEqual([
      { on: '2026-11-20', ...place, minutes: 35 },
      { on: '2026-11-20', pillar_id: null, area_id: null, project_id: null, task_id: null, minutes: 20 },
    ])
  })

  it('are neither breaks, nor what still runs, nor what lies more than 28 days back', async () => {
    await lived('2026-11-20T10:00:00Z', 25, { kind: 'break' })
    await lived('2026-10-24T21:59:00Z', 25)
    await lived('2026-10-24T22:01:00Z', 25)
    expect((await snapshotOf()).minutes.map(({ on }) => on)).toEqual(['2026-10-25'])
  })

  it('of what is archived since count for what is above it', async () => {
    await lived('2026-11-20T10:00:00Z', 25, { task_id: life.task })
    await run('update public.projects set archived = true')
    expect((await snapshotOf()).minutes).toMatchObject([
      { pillar_id: life.pillar, area_id: life.area, project_id: null, task_id: null, minutes: 25 },
    ])
  })
})

describe('the snapshots of many people', () => {
  const ask = (ids: string[]) =>
    asService(
      (sql) =>
        sql.query<{ user_id: string; snapshot: unknown }>('select * from public.hrm_snapshots($1)', [ids]),
      {
        now: NOW,
      },
    )

  it('are those each of them would read', async () => {
    const other = await plantLife(await createUser({ time_zone: 'Asia/Tokyo' }))
    const rows = await ask([life.user_id, other.user_id, '00000000-0000-4000-8000-000000000000'])
    expect(rows.map(({ user_id }) => user_id)).toEqual([life.user_id, other.user_id])
    for (const { user_id, snapshot } of rows)
      expect(snapshotSchema.parse(answered(snapshot))).toEqual(await snapshotOf(user_id))
  })

  it('are for the server alone, and one of their own for people with an account', async () => {
    expect(await failureOf(run('select public.hrm_snapshots($1)', [[life.user_id]]))).toBe('42501')
    expect(await failureOf(asAnonymous((sql) => sql.query('select public.hrm_snapshot()')))).toBe('42501')
  })
})
