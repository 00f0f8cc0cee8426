import { describe, expect, it } from 'vitest'
import type { Tables } from '../../../../shared/database.types.ts'
import { buildRows, nodeKey, projectsOnScreen, type TreeInput } from './tree.ts'

const at = '2026-11-21T00:00:00Z'
const level = {
  user_id: 'me',
  description: '',
  icon: '🎯',
  color: '#F4B400',
  sort_order: 0,
  reading_level: null,
  is_sample: false,
  created_at: at,
  updated_at: at,
  behavior_metrics: [],
}

const pillar = (id: string, archived = false): Tables<'pillars'> => ({
  ...level,
  id,
  name: id,
  archived,
  time_allocation_percentage: null,
  vision_statement: '',
  success_metrics: [],
  alignment_strength: 0.5,
})
const area = (id: string, pillar_id: string | null, archived = false): Tables<'areas'> => ({
  ...level,
  id,
  name: id,
  archived,
  pillar_id,
  importance: 3,
  time_allocation_actual: null,
  time_allocation_recommended: null,
  balance_score: null,
})
const project = (id: string, area_id: string | null): Tables<'projects'> => ({
  ...level,
  id,
  name: id,
  archived: false,
  area_id,
  deadline_on: null,
  status: 'not_started',
  priority: 'medium',
  importance: 3,
})
const task = (id: string, project_id: string | null, parent_task_id: string | null = null) =>
  ({ id, name: id, project_id, parent_task_id, status: 'todo' }) as Tables<'tasks'>

const life: TreeInput = {
  pillars: [pillar('health'), pillar('old', true)],
  areas: [area('fitness', 'health'), area('museum', 'old'), area('garden', null)],
  projects: [project('marathon', 'fitness'), project('taxes', null)],
  tasksOf: new Map(),
  inboxCount: 0,
  isExpanded: () => false,
  showsArchived: false,
  draft: null,
}
const open = (...keys: string[]) => ({ isExpanded: (key: string) => keys.includes(key) })
const keys = (input: Partial<TreeInput>) => buildRows({ ...life, ...input }).map(({ key }) => key)

describe('the rows of the plan', () => {
  it('show pillars first, then what has no pillar and no area', () => {
    expect(keys({})).toEqual(['pillar:health', 'group:no-pillar', 'group:no-area'])
  })

  it('open level by level and say how deep and which of how many each row is', () => {
    const rows = buildRows({ ...life, ...open('pillar:health', 'area:fitness') })
    expect(rows.slice(0, 3).map(({ key, level, place, siblings }) => [key, level, place, siblings])).toEqual([
      ['pillar:health', 1, 1, 3],
      ['area:fitness', 2, 1, 1],
      ['project:marathon', 3, 1, 1],
    ])
  })

  it('hide what is archived, and what hangs under it, until it is asked for', () => {
    expect(keys({})).not.toContain('pillar:old')
    expect(keys({ ...open('pillar:old') })).not.toContain('area:museum')
    expect(keys({ showsArchived: true, ...open('pillar:old') })).toContain('area:museum')
  })

  it('stand in for tasks while they load, and tell which projects need them', () => {
    const rows = buildRows({ ...life, ...open('group:no-area', 'project:taxes') })
    expect(rows.map(({ kind }) => kind)).toContain('loading')
    expect(projectsOnScreen(rows)).toEqual(['taxes'])
  })

  it('do not load the tasks of a project that is open inside something closed', () => {
    expect(projectsOnScreen(buildRows({ ...life, ...open('project:marathon') }))).toEqual([])
  })

  it('nest sub-tasks under their parent, and let them stand alone when the parent is on a later page', () => {
    const tasks = [
      task('receipts', 'taxes'),
      task('scan', 'taxes', 'receipts'),
      task('orphan', 'taxes', 'unloaded'),
    ]
    const tasksOf = new Map([['taxes', { tasks, isPending: false, hasMore: true }]])
    const opened = open('group:no-area', 'project:taxes', nodeKey('task', 'receipts'))
    expect(keys({ tasksOf, ...opened }).slice(-5)).toEqual([
      'project:taxes',
      'task:receipts',
      'task:scan',
      'task:orphan',
      'more:taxes',
    ])
  })

  it('put done tasks behind one row that starts closed', () => {
    const done = { ...task('paid', 'taxes'), status: 'completed' }
    const tasksOf = new Map([
      ['taxes', { tasks: [done, task('scan', 'taxes')], isPending: false, hasMore: false }],
    ])
    const rows = ['group:no-area', 'project:taxes']
    expect(keys({ tasksOf, ...open(...rows) }).slice(-3)).toEqual([
      'project:taxes',
      'task:scan',
      'done:taxes',
    ])
    expect(keys({ tasksOf, ...open(...rows, 'done:taxes') }).at(-1)).toBe('task:paid')
  })

  it('show the inbox when something lies in it', () => {
    expect(keys({ inboxCount: 2 })[0]).toBe('group:inbox')
  })

  it('make room for a new row at the end of its parent', () => {
    const draft = { kind: 'area' as const, parentId: 'health' }
    expect(keys({ draft, ...open('pillar:health') }).slice(0, 3)).toEqual([
      'pillar:health',
      'area:fitness',
      'draft:area:health',
    ])
  })
})
