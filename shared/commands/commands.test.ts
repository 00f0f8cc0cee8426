import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyCommands,
  type ChangeCommand,
  type Command,
  commandSchema,
  parseCommand,
  previewCommands,
  printCommand,
  type Life,
  type Write,
} from '../commands.ts'
import { LIVES } from '../understanding/fixtures/lives.ts'

const life: Life = LIVES.english
const idOf = (kind: 'pillars' | 'areas' | 'projects' | 'labels' | 'tasks', name: string) =>
  life[kind].find((row) => row.name === name)!.id
const task = (name: string) => idOf('tasks', name)
const project = (name: string) => idOf('projects', name)
const batch = '7b0f6f0e-0d3c-4a39-9a43-3f2a3b0f1c11'

const read = (text: string): ChangeCommand => parseCommand(text, { life }) as ChangeCommand
const preview = (...texts: string[]) => previewCommands(texts.map(read), life)

describe('a command', () => {
  const names = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('"', 'none', 'due "x" 🎯', 'task "Run", ~', 'a\nb', '\\', 'Größe', 'due 2026-01-01'),
  )
  const name = names.filter((text) => /\S/.test(text))
  const ids = (kind: 'pillars' | 'areas' | 'projects' | 'labels' | 'tasks') => {
    const known = fc.constantFrom(...life[kind].map(({ id }) => id))
    return fc.oneof(known, fc.uuid())
  }
  const some = (kind: Parameters<typeof ids>[0]) => fc.uniqueArray(ids(kind), { minLength: 1, maxLength: 4 })
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const time = fc.constantFrom('00:00', '09:05', '23:59')
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
  const importance = fc.integer({ min: 1, max: 5 })
  const priority = fc.constantFrom('low', 'medium', 'high', 'urgent')
  const dates = {
    start_on: maybe(day),
    due_on: maybe(day),
    due_time: maybe(time),
    deadline_on: maybe(day),
    remind_at: maybe(fc.constant('2026-11-20T08:00:00Z')),
    duration_minutes: maybe(fc.integer({ min: 1, max: 10_080 })),
    recurrence_rule: maybe(fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH')),
    recurrence_after_completion: fc.boolean(),
  }
  const traits = {
    status: fc.constantFrom('todo', 'in_progress', 'review'),
    priority,
    energy: maybe(fc.constantFrom('low', 'medium', 'high')),
    category: fc.constantFrom('general', 'deep_work', 'creative', 'strategic', 'admin', 'routine'),
  }
  const color = fc.constantFrom('#F4B400', '#000000')
  const levelTraits = { importance, icon: fc.constantFrom('🎯', '👨‍👩‍👧'), color, archived: fc.boolean() }
  const projectTraits = {
    status: fc.constantFrom('not_started', 'in_progress', 'on_hold'),
    priority,
    importance,
    icon: levelTraits.icon,
  }
  const pillarTraits = {
    icon: levelTraits.icon,
    color,
    time_allocation_percentage: maybe(fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100)),
    vision_statement: fc.string({ unit: 'grapheme', maxLength: 30 }),
  }
  const note = fc.string({ unit: 'grapheme', maxLength: 30 })
  const record = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record(shape, { requiredKeys: [] })
  const some1 = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    record(shape).filter((values) => Object.keys(values).length > 0)
  const create = (type: string, fields: Record<string, fc.Arbitrary<unknown>>, more = {}) =>
    fc.record(
      {
        type: fc.constant(type),
        id: fc.uuid(),
        fields: fc.record({ name, description: note, ...fields }, { requiredKeys: ['name'] }),
        ...more,
      },
      { requiredKeys: ['type', 'fields'] },
    )
  const of = (type: string, rest: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ type: fc.constant(type), ...rest })
  const within = fc.oneof(
    fc.record({ entity: fc.constant('pillar'), id: ids('pillars') }),
    fc.record({ entity: fc.constant('area'), id: ids('areas') }),
    fc.record({ entity: fc.constant('project'), id: ids('projects') }),
    fc.record({ entity: fc.constant('label'), id: ids('labels') }),
    fc.record({ entity: fc.constant('inbox') }),
  )
  const period = fc
    .tuple(maybe(day), maybe(day))
    .map(([a, b]) => (a !== null && b !== null && a > b ? { from: b, to: a } : { from: a, to: b }))
  const filter = fc.record(
    {
      entity: fc.constantFrom('pillar', 'area', 'project', 'task'),
      state: fc.constantFrom('open', 'completed', 'overdue', 'blocked', 'stalled'),
      within,
      due: period,
      completed: period,
      priority,
    },
    { requiredKeys: ['entity'] },
  )
  const row = fc.oneof(
    fc.record({ entity: fc.constant('task'), id: ids('tasks') }),
    fc.record({ entity: fc.constant('project'), id: ids('projects') }),
    fc.record({ entity: fc.constant('area'), id: ids('areas') }),
    fc.record({ entity: fc.constant('pillar'), id: ids('pillars') }),
  )
  const tasksOrProjects = (type: string) =>
    fc.oneof(
      of(type, { entity: fc.constant('task'), ids: some('tasks') }),
      of(type, { entity: fc.constant('project'), ids: some('projects') }),
    )
  const about = (type: string, rest: Record<string, fc.Arbitrary<unknown>>) =>
    fc.tuple(row, fc.record(rest)).map(([one, values]) => ({ type, ...one, ...values }))
  const anyCommand = fc.oneof(
    create(
      'create_task',
      { ...traits, ...dates, project_id: maybe(ids('projects')), parent_task_id: ids('tasks') },
      { label_ids: some('labels') },
    ),
    create('create_project', { ...projectTraits, deadline_on: maybe(day), area_id: maybe(ids('areas')) }),
    create('create_area', { importance, color, pillar_id: maybe(ids('pillars')) }),
    create('create_pillar', pillarTraits),
    of('create_label', { fields: fc.record({ name, color }, { requiredKeys: ['name'] }) }),
    of('update_task', { ids: some('tasks'), fields: some1({ name, ...traits }) }),
    of('update_project', {
      ids: some('projects'),
      fields: some1({ name, ...projectTraits, archived: fc.boolean() }),
    }),
    of('update_area', { ids: some('areas'), fields: some1({ name, ...levelTraits }) }),
    of('update_pillar', {
      ids: some('pillars'),
      fields: some1({ name, ...pillarTraits, archived: fc.boolean() }),
    }),
    of('update_label', { ids: some('labels'), fields: some1({ name, color }) }),
    tasksOrProjects('complete'),
    tasksOrProjects('reopen'),
    tasksOrProjects('delete'),
    of('schedule_task', { ids: some('tasks'), fields: some1(dates) }),
    of('schedule_project', { ids: some('projects'), fields: fc.record({ deadline_on: maybe(day) }) }),
    of('move_task', { ids: some('tasks'), project_id: maybe(ids('projects')) }),
    of('move_project', { ids: some('projects'), area_id: maybe(ids('areas')) }),
    of('move_area', { ids: some('areas'), pillar_id: maybe(ids('pillars')) }),
    of('nest_task', { ids: some('tasks'), parent_task_id: ids('tasks') }),
    of('add_labels', { ids: some('tasks'), label_ids: some('labels') }),
    of('remove_labels', { ids: some('tasks'), label_ids: some('labels') }),
    of('add_dependency', { ids: some('tasks'), depends_on_task_id: ids('tasks') }),
    of('remove_dependency', { ids: some('tasks'), depends_on_task_id: ids('tasks') }),
    about('append_note', { text: name }),
    about('replace_note', { text: note }),
    of('list', { filter }),
    of('count', { filter }),
    of('find', { text: name }),
    about('explain', { aspect: fc.constantFrom('behind', 'progress', 'priority', 'due') }),
    of('first', { limit: fc.integer({ min: 1, max: 20 }) }),
    of('open_screen', { screen: fc.constantFrom('today', 'settings', 'trash') }),
    about('open', {}),
  ) as fc.Arbitrary<Command>

  it('is read back as it was printed, whatever its kind, its names and the language', () => {
    const kinds = new Set<string>()
    const twins: Life = {
      ...life,
      tasks: [
        ...life.tasks,
        { ...life.tasks[0]!, id: batch },
        { ...life.tasks[1]!, name: '"due" ~none, 🎯\n' },
      ],
    }
    fc.assert(
      fc.property(anyCommand, fc.constantFrom('en', 'de', 'es', 'fr'), (command, locale) => {
        kinds.add(command.type)
        expect(commandSchema.parse(command)).toEqual(command)
        expect(parseCommand(printCommand(command, twins, locale), { life: twins, locale })).toEqual(command)
      }),
      { numRuns: 1000 },
    )
    expect(kinds.size).toBe(commandSchema.def.options.length)
  }, 20_000)

  it('reads like a sentence', () => {
    const command: Command = {
      type: 'schedule_task',
      ids: [task('Dentist'), task('Run')],
      fields: { due_on: '2026-11-27', due_time: '15:00' },
    }
    expect(printCommand(command, life)).toBe('schedule task "Dentist", "Run" due 2026-11-27 time 15:00')
    expect(printCommand(command, life, 'de')).toBe(
      'plane Aufgabe "Dentist", "Run" fällig 2026-11-27 Uhrzeit 15:00',
    )
  })

  it('names a row by its id where its name is another one’s too', () => {
    const twins = { ...life, tasks: [...life.tasks, { ...life.tasks[0]!, id: batch }] }
    expect(parseCommand('delete task "Dentist"', { life: twins })).toBeNull()
    expect(printCommand({ type: 'delete', entity: 'task', ids: [batch] }, twins)).toBe(
      `delete task "Dentist"~${batch}`,
    )
  })

  it.each([
    'delete',
    'delete task',
    'delete task "No such task"',
    'delete task "Run" due 2026-11-20',
    'schedule task "Run" due tomorrow',
    'schedule task "Run" due 2026-02-30',
    'schedule task "Run" due 2026-11-20 due 2026-11-21',
    'complete area "Home"',
    'change task "Run" status done',
    'move task "Run" project "Run"',
    'create task',
    'please delete task "Run"',
    'first limit 1000',
  ])('is not %s', (text) => {
    expect(parseCommand(text, { life })).toBeNull()
  })

  it.each<[string, unknown]>([
    ['has an unknown field', { type: 'delete', entity: 'task', ids: [batch], force: true }],
    ['has an unknown field inside', { type: 'update_task', ids: [batch], fields: { user_id: batch } }],
    ['changes nothing', { type: 'update_task', ids: [batch], fields: {} }],
    ['has a name without end', { type: 'create_task', fields: { name: 'x'.repeat(501) } }],
    ['has no name', { type: 'create_task', fields: { name: ' \n' } }],
    ['names a row twice', { type: 'delete', entity: 'task', ids: [batch, batch] }],
    ['names no row', { type: 'delete', entity: 'task', ids: [] }],
    ['is SQL', { type: 'delete', entity: 'task', ids: ["' or 1=1"] }],
    ['completes by the back door', { type: 'update_task', ids: [batch], fields: { status: 'completed' } }],
  ])('is none when it %s', (_, value) => {
    expect(commandSchema.safeParse(value).success).toBe(false)
  })
})

describe('a preview', () => {
  it('shows each value before and after', () => {
    expect(preview('schedule task "Dentist" due 2026-11-27 time 15:00').changes).toEqual([
      expect.objectContaining({
        name: 'Dentist',
        field: 'due_on',
        before: '2026-11-20',
        after: '2026-11-27',
      }),
      expect.objectContaining({ field: 'due_time', before: '14:00:00', after: '15:00' }),
    ])
  })

  it('leaves out what stays as it is', () => {
    expect(preview('schedule task "Dentist" due 2026-11-20 time 14:00').changes).toEqual([])
  })

  it('names the places and labels instead of their ids', () => {
    const { changes } = preview(
      'move task "Run" project "Meal prep"',
      'attach task "Run" labels "errands", "calls"',
      'wait task "Run" on "Stretch"',
    )
    expect(changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['project_id', 'Marathon', 'Meal prep'],
      ['labels', [], ['calls', 'errands']],
      ['waits_for', [], ['Stretch']],
    ])
  })

  it('shows what comes into being, and what goes along with what is deleted', () => {
    const { creations, deletions } = preview(
      'create task name "Milk" project "Groceries" due 2026-11-19 labels "errands"',
      'delete area "Kids"',
    )
    expect(creations).toMatchObject([
      { name: 'Milk', fields: { project_id: 'Groceries', due_on: '2026-11-19', labels: ['errands'] } },
    ])
    expect(deletions).toMatchObject([
      {
        name: 'Kids',
        along: [{ name: 'Birthday party' }, { name: 'Order cake' }, { name: 'Send invitations' }],
      },
    ])
  })

  it('keeps the areas of a pillar that is deleted', () => {
    const { changes, deletions } = preview('delete pillar "Money"')
    expect(deletions).toMatchObject([{ name: 'Money', along: [] }])
    expect(changes).toMatchObject([{ name: 'Taxes', field: 'pillar_id', before: 'Money', after: null }])
  })

  it('follows a row that an earlier command made', () => {
    const commands: ChangeCommand[] = [
      { type: 'create_project', id: batch, fields: { name: 'Garden' } },
      { type: 'move_task', ids: [task('Eggs')], project_id: batch },
    ]
    expect(previewCommands(commands, life).changes).toMatchObject([{ before: 'Groceries', after: 'Garden' }])
  })

  it.each<[string, ChangeCommand[], string]>([
    ['a row of nobody', [{ type: 'delete', entity: 'task', ids: [batch] }], 'unknown_row'],
    [
      'a row that is gone by then',
      [
        { type: 'delete', entity: 'project', ids: [project('Marathon')] },
        { type: 'complete', entity: 'task', ids: [task('Run')] },
      ],
      'unknown_row',
    ],
    [
      'a time without a day',
      [{ type: 'schedule_task', ids: [task('Stretch')], fields: { due_time: '09:00' } }],
      'needs_day',
    ],
    [
      'tasks that wait for each other',
      [
        {
          type: 'add_dependency',
          ids: [task('Fix login bug')],
          depends_on_task_id: task('Write launch post'),
        },
      ],
      'circle',
    ],
    [
      'a task under itself',
      [{ type: 'nest_task', ids: [task('Run')], parent_task_id: task('Run') }],
      'circle',
    ],
    ['a row that is there', [{ type: 'create_task', id: task('Run'), fields: { name: 'Run' } }], 'taken_id'],
  ])('warns of %s', (_, commands, code) => {
    expect(previewCommands(commands, life).problems).toMatchObject([{ code }])
  })
})

describe('applying', () => {
  it('writes everything in one batch, in order', async () => {
    const written: [Write, string][] = []
    const result = await applyCommands(
      [
        read('create task name "Milk" project "Groceries" labels "errands", "calls"'),
        read('complete task "Run", "Stretch"'),
        read('detach task "Dentist" labels "errands"'),
      ],
      { life, batch, writer: async (write, stamp) => void written.push([write, stamp]) },
    )
    expect(result).toEqual({ writes: 4 })
    expect(written.map(([write]) => `${write.operation} ${write.table}`)).toEqual([
      'insert tasks',
      'insert task_labels',
      'update tasks',
      'delete task_labels',
    ])
    expect(new Set(written.map(([, stamp]) => stamp))).toEqual(new Set([batch]))
    expect(written[1]![0]).toMatchObject({ rows: [{}, {}] })
  })

  it('writes nothing where one command cannot be done', async () => {
    const result = await applyCommands(
      [read('complete task "Run"'), { type: 'delete', entity: 'task', ids: [batch] }],
      { life, batch, writer: () => Promise.reject(new Error('nothing may be written')) },
    )
    expect(result).toMatchObject({ problems: [{ code: 'unknown_row', command: 1 }] })
  })

  it('adds to a note and takes a sub-task out of its parent to move it', async () => {
    const nested = {
      ...life,
      tasks: life.tasks.map((row) =>
        row.name === 'Run' ? { ...row, parent_task_id: task('Long run'), description: 'Slowly' } : row,
      ),
    }
    const written: Write[] = []
    await applyCommands(
      [read('append task "Run" text "in the park"'), read('move task "Run" project none')],
      {
        life: nested,
        batch,
        writer: async (write) => void written.push(write),
      },
    )
    expect(written).toMatchObject([
      { values: { description: 'Slowly\nin the park' } },
      { values: { project_id: null, parent_task_id: null } },
    ])
  })
})
