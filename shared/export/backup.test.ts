import { describe, expect, it } from 'vitest'
import { detectFormat, planImport } from '../import/detect-format.ts'
import { now, planFiles, timeZone, userId } from '../import/fixtures/plan-fixture.ts'
import { countRows } from '../import/import-rows.ts'
import {
  BACKUP_VERSION,
  backupProfile,
  backupRow,
  backupTables,
  formatBackup,
  readBackup,
  type BackupRow,
} from './backup.ts'
import { samplePlan } from './sample-plan.ts'

const profile = backupProfile({
  display_name: 'Mara',
  time_zone: 'Europe/Berlin',
  tier: 'pro',
  user_id: userId,
})
const exported_at = '2026-11-21T10:00:00.000Z'
const ai_settings = { is_on: true, features_off: ['assistant'] }
const insight_settings = {
  rule_weight_overrides: { ENERGY_PATTERN_001: 0.2 },
  energy_pattern: 'evening_peak',
}
const notification_settings = { quiet_from: '21:00:00', daily_digest: true }
const automation_settings = { file_task: true, file_task_threshold: 0.8 }
const settings = { profile, ai_settings, insight_settings, notification_settings, automation_settings }
const kept = {
  pinned_insights: [{ id: '6f0b7e5c-2f0d-4b8e-9d55-000000000002', title: 'The garden is blocked' }],
  insight_feedback: [{ id: '6f0b7e5c-2f0d-4b8e-9d55-000000000003', feedback_type: 'insight_helpful' }],
}
const text = formatBackup({ exported_at, ...settings, ...kept, ...samplePlan() })
const file = { name: 'aurum-life.json', text }

describe('the backup of a plan', () => {
  it('holds every row on a line of its own, and the settings that are the person’s', () => {
    expect(text.split('\n').filter((line) => line.includes('"id"'))).toHaveLength(21)
    const reading = readBackup(text)
    expect(reading.ok && reading.backup).toMatchObject({
      version: BACKUP_VERSION,
      profile: { display_name: 'Mara', time_zone: 'Europe/Berlin', username: null },
      ...{ ai_settings, insight_settings, notification_settings, automation_settings, ...kept },
    })
    expect(text).not.toContain('tier')
  })

  it('says nothing of the account it comes from', () => {
    const stored = { user_id: userId, id: samplePlan().resources[0]!.id, path: `${userId}/plans/a.pdf` }
    expect(backupRow('resources', stored)).toEqual({ id: stored.id, path: 'plans/a.pdf' })
  })

  it('comes into an empty account as it was, and gives the same text again', () => {
    const plan = planFiles([file])
    const rows = Object.fromEntries(
      backupTables.map((table) => [
        table,
        plan.rows[table].map((row) => backupRow(table, { ...row, user_id: userId })),
      ]),
    ) as Record<(typeof backupTables)[number], BackupRow[]>
    const brought = {
      ...{ profile: plan.profile!, ai_settings: plan.aiSettings, insight_settings: plan.insightSettings },
      notification_settings: plan.notificationSettings,
      automation_settings: plan.automationSettings,
    }
    expect(formatBackup({ exported_at, ...brought, ...kept, ...rows })).toBe(text)
    expect(plan.warnings).toEqual([])
  })

  it('brings parents before their sub-tasks, and files under the new owner', () => {
    const { rows } = planFiles([file])
    const ids = rows.tasks.map(({ id }) => id)
    for (const { id, parent_task_id } of rows.tasks) {
      if (parent_task_id) expect(ids.indexOf(parent_task_id)).toBeLessThan(ids.indexOf(id))
    }
    expect(rows.resources[0]!.path).toBe(`${userId}/plans/garden.pdf`)
  })

  it('adds nothing where everything is there, and uses the labels the person has', () => {
    const all = planFiles([file]).rows
    const ids = new Set(Object.values(all).flatMap((table) => table.map((row: { id: string }) => row.id)))
    expect(countRows(planFiles([file], undefined, { existing: { ids, labels: all.labels } }).rows)).toBe(0)

    const own = { id: '6f0b7e5c-2f0d-4b8e-9d55-000000000001', name: 'OUTSIDE' }
    const beside = planFiles([file], undefined, { existing: { ids: new Set(), labels: [own] } })
    expect(beside.rows.labels.map(({ name }) => name)).toEqual(['sun, wind'])
    expect(beside.rows.task_labels.map(({ label_id }) => label_id)).toContain(own.id)
  })

  it('accounts for every column of every row', () => {
    const { totals, entries } = planFiles([file]).ledger
    expect(totals.cells).toBe(totals.empty + entries.length)
    expect(totals.dropped).toBe(0)
  })

  it('cuts a reference that leads nowhere, and says so', () => {
    const damaged = { ...samplePlan(), projects: [], task_dependencies: [] }
    const plan = planFiles([
      { name: 'a.json', text: formatBackup({ exported_at, ...settings, ...kept, ...damaged }) },
    ])
    expect(plan.rows.tasks.every(({ project_id }) => project_id === null)).toBe(true)
    expect(plan.warnings.map(({ code }) => code)).toContain('reference_lost')
  })

  it.each([
    ['cut off', text.slice(0, -40), 'broken_backup'],
    ['with a row without an id', text.replace(/"id":"[^"]+"/, '"id":"x"'), 'broken_backup'],
    ['of a later version', text.replace('"version": 1', '"version": 2'), 'newer_backup'],
  ])('is refused as a whole when it is %s', (_, damaged, code) => {
    const files = [{ name: 'a.json', text: damaged }]
    const { format, problems, mapping } = detectFormat(files)
    expect(format).toBeNull()
    expect(problems).toMatchObject([{ code, file: 'a.json' }])
    expect(planImport({ files, mapping, now, timeZone, userId }).ok).toBe(false)
  })
})
