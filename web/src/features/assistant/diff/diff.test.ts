import { describe, expect, it } from 'vitest'
import {
  applyCommands,
  type ChangeCommand,
  type Life,
  previewCommands,
  type Write,
} from '../../../../../shared/commands.ts'
import { countEntities, diffRows, rowsInEdit } from './diff-rows.ts'
import { identified, withoutRow } from './edit-commands.ts'
import { hasValue, sayableOf, valueIn, withValue } from './edit-values.ts'
import { sameIdsEachTime } from './stable-ids.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const task = (number: number, name: string, fields: Partial<Life['tasks'][number]> = {}) => ({
  ...{ id: id(number), name, description: '', project_id: null, parent_task_id: null, status: 'todo' },
  ...{ priority: 'medium', energy: null, category: 'general', start_on: null, due_on: null, due_time: null },
  ...{ deadline_on: null, remind_at: null, duration_minutes: null, recurrence_rule: null },
  ...{ recurrence_after_completion: false, completed_at: null, created_at: '', updated_at: '' },
  ...fields,
})

const project = {
  ...{ id: id(100), name: 'Marathon', description: '', area_id: null, status: 'in_progress' },
  ...{ priority: 'medium', importance: 3, deadline_on: null, archived: false },
}

const life: Life = {
  ...{ pillars: [], areas: [], projects: [project], labels: [], task_labels: [], task_dependencies: [] },
  tasks: [
    task(1, 'Dentist', { due_on: '2026-11-21', due_time: '09:00:00' }),
    task(2, 'Stretch', { project_id: id(100) }),
    task(3, 'Calves', { project_id: id(100), parent_task_id: id(2) }),
  ],
}

const move: ChangeCommand = { type: 'schedule_task', ids: [id(1), id(2)], fields: { due_on: '2026-11-27' } }

describe('a proposal as rows', () => {
  it('tells per row what becomes different, and says nothing of what stays', () => {
    const rows = diffRows(previewCommands([move], life))
    expect(rows).toEqual([
      {
        ...{ entity: 'task', id: id(1), name: 'Dentist', kind: 'change', along: [] },
        fields: [{ field: 'due_on', before: '2026-11-21', after: '2026-11-27' }],
      },
      {
        ...{ entity: 'task', id: id(2), name: 'Stretch', kind: 'change', along: [] },
        fields: [{ field: 'due_on', before: null, after: '2026-11-27' }],
      },
    ])
  })

  it('tells what is new with its values, where it goes first', () => {
    const create: ChangeCommand = {
      type: 'create_task',
      fields: { name: 'Buy shoes', due_time: '10:00', due_on: '2026-11-28', project_id: id(100) },
    }
    const [row] = diffRows(previewCommands([create], life))
    expect(row?.kind).toBe('create')
    expect(row?.fields.map(({ field, after }) => [field, after])).toEqual([
      ['project_id', 'Marathon'],
      ['due_on', '2026-11-28'],
      ['due_time', '10:00'],
    ])
  })

  it('tells what goes along with what is deleted', () => {
    const rows = diffRows(previewCommands([{ type: 'delete', entity: 'project', ids: [id(100)] }], life))
    expect(rows).toHaveLength(1)
    expect(rows[0]?.kind).toBe('delete')
    expect(countEntities(rows[0]?.along ?? [])).toEqual([['task', 2]])
  })
})

describe('a proposal that is edited', () => {
  it('leaves out the row that is taken out, and a command that has no row left', () => {
    const rest = withoutRow([move], id(1))
    expect(rest).toEqual([{ ...move, ids: [id(2)] }])
    expect(withoutRow(rest, id(2))).toEqual([])
  })

  it('does not keep what hangs on a row that is not made', () => {
    const commands = identified([
      { type: 'create_project', id: id(200), fields: { name: 'Trip' } },
      { type: 'create_task', fields: { name: 'Book train', project_id: id(200) } },
      { type: 'create_task', fields: { name: 'Something else' } },
    ])
    expect(withoutRow(commands, id(200)).map((command) => 'fields' in command && command.fields)).toEqual([
      { name: 'Something else' },
    ])
  })

  it('keeps the note of another row', () => {
    const note: ChangeCommand = { type: 'append_note', entity: 'task', id: id(1), text: 'bring the card' }
    expect(withoutRow([note], id(1))).toEqual([])
    expect(withoutRow([note], id(2))).toEqual([note])
  })

  it('changes the value of one row and leaves the others as they were said', () => {
    expect(hasValue([move], id(2), 'due_on')).toBe(true)
    expect(hasValue([move], id(2), 'name')).toBe(false)
    expect(withValue([move], id(2), 'due_on', '2026-12-01')).toEqual({
      commands: [
        { ...move, ids: [id(1)] },
        { ...move, ids: [id(2)], fields: { due_on: '2026-12-01' } },
      ],
    })
  })

  it('says why it refuses a value that could not be kept', () => {
    expect(withValue([move], id(1), 'due_on', 'soon')).toEqual({ refused: 'day' })
    const [create] = identified([{ type: 'create_task', fields: { name: 'x' } }], () => id(7))
    expect(withValue([create!], id(7), 'name', '  ')).toEqual({ refused: 'name' })
    expect(withValue([create!], id(7), 'description', 'x'.repeat(20_001))).toEqual({ refused: 'note' })
    expect(withValue([create!], id(7), 'name', 'Call')).toEqual({
      commands: [{ ...create, fields: { name: 'Call' } }],
    })
  })

  it('takes another place: of one row of a move, and of what is made', () => {
    const there: ChangeCommand = { type: 'move_task', ids: [id(1), id(2)], project_id: id(100) }
    expect(valueIn([there], id(1), 'project_id')).toBe(id(100))
    expect(withValue([there], id(1), 'project_id', null)).toEqual({
      commands: [
        { ...there, ids: [id(2)] },
        { ...there, ids: [id(1)], project_id: null },
      ],
    })
    const create: ChangeCommand = { type: 'create_task', id: id(7), fields: { name: 'x' } }
    expect(withValue([create], id(7), 'project_id', id(100))).toEqual({
      commands: [{ ...create, fields: { name: 'x', project_id: id(100) } }],
    })
    const part: ChangeCommand = {
      type: 'create_task',
      id: id(7),
      fields: { name: 'x', parent_task_id: id(2) },
    }
    expect(sayableOf([part], id(7))).toContain('parent_task_id')
    // It lies where its parent lies.
    expect(sayableOf([part], id(7))).not.toContain('project_id')
  })

  it('tells of a parent that would be its own child', () => {
    const nest: ChangeCommand = { type: 'nest_task', ids: [id(2)], parent_task_id: id(1) }
    const edited = withValue([nest], id(2), 'parent_task_id', id(3))
    expect('commands' in edited && previewCommands(edited.commands, life).problems).toMatchObject([
      { code: 'circle' },
    ])
  })

  it('takes another status, whichever command has said it', () => {
    const done: ChangeCommand = { type: 'complete', entity: 'task', ids: [id(1)] }
    const update: ChangeCommand = { type: 'update_task', ids: [id(1)], fields: { status: 'review' } }
    expect(withValue([done], id(1), 'status', 'review')).toEqual({ commands: [update] })
    expect(withValue([update], id(1), 'status', 'completed')).toEqual({ commands: [done] })
    const both: ChangeCommand = { ...update, fields: { status: 'review', priority: 'high' } }
    expect(withValue([both], id(1), 'status', 'completed')).toEqual({
      commands: [{ ...both, fields: { priority: 'high' } }, done],
    })
  })

  it('takes other notes as they shall stand in the end', () => {
    const note: ChangeCommand = { type: 'append_note', entity: 'task', id: id(1), text: 'bring the card' }
    const whole: ChangeCommand = { type: 'replace_note', entity: 'task', id: id(1), text: 'All of it' }
    expect(withValue([note, note], id(1), 'description', 'All of it')).toEqual({ commands: [whole] })
    expect(withValue([whole], id(1), 'description', '')).toEqual({ commands: [{ ...whole, text: '' }] })
  })

  it('keeps a row in its place that was set to what it is already', () => {
    const proposed = diffRows(previewCommands([move], life))
    const [one] = proposed
    const same: ChangeCommand = { type: 'schedule_task', ids: [id(1)], fields: { due_on: '2026-11-21' } }
    const rest: ChangeCommand = { ...move, ids: [id(2)] } as ChangeCommand
    const rows = rowsInEdit(proposed, diffRows(previewCommands([rest, same], life)), () => [])
    expect(rows.map(({ id }) => id)).toEqual([id(1), id(2)])
    expect(rows[0]).toEqual({
      ...one,
      fields: [{ field: 'due_on', before: '2026-11-21', after: '2026-11-21' }],
    })
    expect(
      rowsInEdit(proposed, [], ({ id: row }) => (row === id(1) ? null : [])).map((row) => row.id),
    ).toEqual([id(2)])
  })
})

describe('a proposal that is sent twice', () => {
  it('makes the same rows both times', async () => {
    const newId = sameIdsEachTime()
    const create: ChangeCommand = { type: 'create_task', fields: { name: 'Buy shoes' } }
    const send = async () => {
      const writes: Write[] = []
      const writer = async (write: Write) => void writes.push(write)
      await applyCommands([create, create], { life, writer, batch: id(9), newId: newId.again() })
      return writes
    }
    const first = await send()
    expect(await send()).toEqual(first)
  })
})
