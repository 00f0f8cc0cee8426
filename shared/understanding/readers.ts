import type { ChangeCommand, Entity, Navigation, Query } from '../commands.ts'
import { isPhrase, keyOfPhrase, phrases } from './lexicon.ts'
import { textOf, type Token } from './message.ts'
import { isWordsAt, type Slots } from './pattern.ts'
import { type Failure, isFailure, readRow, type Rows, type Scene } from './scene.ts'
import { readTarget } from './targets.ts'
import { readWhen } from './when.ts'

export type Outcome =
  | { kind: 'commands'; commands: ChangeCommand[]; isExact: boolean }
  | { kind: 'query'; query: Query; isExact: boolean }
  | { kind: 'navigation'; target: Navigation; isExact: boolean }
  | Failure

export type Reader = (slots: Slots, scene: Scene) => Outcome

export const unclearDetail: Failure = { why: 'unclear_detail' }

export const command = (made: ChangeCommand, isExact: boolean): Outcome => ({
  kind: 'commands',
  commands: [made],
  isExact,
})

export const slotText = (tokens: readonly Token[] | undefined, { message }: Scene): string =>
  textOf(message, tokens ?? [])

type Change = (rows: Rows, slots: Slots, scene: Scene) => Outcome

/** A reader of orders about rows of some kinds. */
const about =
  (kinds: readonly Entity[], change: Change, past?: 'too' | 'only'): Reader =>
  (slots, scene) => {
    const rows = readTarget(slots.target ?? [], { kinds, ...(past && { past }) }, scene)
    return isFailure(rows) ? rows : change(rows, slots, scene)
  }

const schedule: Change = ({ ids, isExact }, { when = [], from }, scene) => {
  // "from friday": what it is now, and a date too.
  const now = from && readWhen(slotText(from, scene), scene.context)?.day
  const isThen = (id: string) => scene.context.life.tasks.find((task) => task.id === id)?.due_on === now
  if (from && !(now && ids.every(isThen))) return unclearDetail
  const read = readWhen(slotText(when, scene), scene.context)
  if (!read || read.rule) return unclearDetail
  if (read.day) {
    const fields = { due_on: read.day, ...(read.time && { due_time: read.time }) }
    return command({ type: 'schedule_task', ids, fields }, isExact)
  }
  // A time alone: on the day the task has, unless that is over or none.
  const byDay = new Map<string, string[]>()
  for (const id of ids) {
    const due = scene.context.life.tasks.find((task) => task.id === id)?.due_on
    const day = due && due >= read.nextDay ? due : read.nextDay
    byDay.set(day, [...(byDay.get(day) ?? []), id])
  }
  const commands = [...byDay].map(([due_on, list]): ChangeCommand => ({
    type: 'schedule_task',
    ids: list,
    fields: { due_on, due_time: read.time },
  }))
  return { kind: 'commands', commands, isExact }
}

const repeat: Change = ({ ids, isExact }, { rule = [] }, scene) => {
  const read = readWhen(slotText(rule, scene), scene.context)
  if (!read?.rule) return unclearDetail
  const fields = {
    due_on: read.day,
    ...(read.time && { due_time: read.time }),
    recurrence_rule: read.rule.rrule,
    ...(read.rule.after_completion && { recurrence_after_completion: true }),
  }
  return command({ type: 'schedule_task', ids, fields }, isExact)
}

function placeOf(
  entity: 'task' | 'project' | 'area',
  id: string,
  { context: { life } }: Scene,
): string | null {
  switch (entity) {
    case 'task':
      return life.tasks.find((row) => row.id === id)?.project_id ?? null
    case 'project':
      return life.projects.find((row) => row.id === id)?.area_id ?? null
    case 'area':
      return life.areas.find((row) => row.id === id)?.pillar_id ?? null
  }
}

const move: Change = ({ entity, ids, isExact }, { place = [], old }, scene) => {
  const above = { task: 'project', project: 'area', area: 'pillar' } as const
  if (entity !== 'task' && entity !== 'project' && entity !== 'area') return unclearDetail
  if (entity === 'task' && isPhrase(place, scene.lexicon.language.inbox)) {
    return command({ type: 'move_task', ids, project_id: null }, isExact)
  }
  const from = old && readRow(old, { kinds: [above[entity]] }, scene)
  if (from && isFailure(from)) return from
  const home = (id: string) => placeOf(entity, id, scene)
  if (from && !ids.every((id) => home(id) === from.ids[0])) return unclearDetail
  const row = readRow(place, { kinds: [above[entity]] }, scene)
  if (isFailure(row)) return row
  const [to] = row.ids
  const exact = isExact && row.isExact
  switch (entity) {
    case 'task':
      return command({ type: 'move_task', ids, project_id: to! }, exact)
    case 'project':
      return command({ type: 'move_project', ids, area_id: to! }, exact)
    case 'area':
      return command({ type: 'move_area', ids, pillar_id: to! }, exact)
  }
}

const rename: Change = ({ entity, ids, isExact }, { name = [] }, scene) => {
  const text = slotText(name, scene)
  if (ids.length > 1 || text.length > 100) return unclearDetail
  const type = `update_${entity}` as const
  return command({ type, ids, fields: { name: text } } as ChangeCommand, isExact)
}

const priority: Change = ({ entity, ids, isExact }, slots, scene) => {
  const value = keyOfPhrase(slots.priority ?? [], scene.lexicon.language.priorities)
  if (!value) return unclearDetail
  const type = entity === 'task' ? 'update_task' : 'update_project'
  return command({ type, ids, fields: { priority: value } }, isExact)
}

const status: Change = ({ entity, ids, isExact }, slots, scene) => {
  const { language } = scene.lexicon
  if (entity === 'task') {
    const value = keyOfPhrase(slots.status ?? [], language.taskStatuses)
    return value ? command({ type: 'update_task', ids, fields: { status: value } }, isExact) : unclearDetail
  }
  const value = slots.status ? keyOfPhrase(slots.status, language.projectStatuses) : 'on_hold'
  return value ? command({ type: 'update_project', ids, fields: { status: value } }, isExact) : unclearDetail
}

const energy: Change = ({ ids, isExact }, slots, scene) => {
  const value = keyOfPhrase(slots.energy ?? [], scene.lexicon.language.energies)
  return value ? command({ type: 'update_task', ids, fields: { energy: value } }, isExact) : unclearDetail
}

const deadline: Change = ({ entity, ids, isExact }, { when = [] }, scene) => {
  const read = readWhen(slotText(when, scene), scene.context)
  if (!read?.day || read.time || read.rule) return unclearDetail
  const type = entity === 'task' ? 'schedule_task' : 'schedule_project'
  return command({ type, ids, fields: { deadline_on: read.day } }, isExact)
}

const archived =
  (value: boolean): Change =>
  ({ entity, ids, isExact }) =>
    command({ type: `update_${entity}`, ids, fields: { archived: value } } as ChangeCommand, isExact)

const labels =
  (type: 'add_labels' | 'remove_labels'): Change =>
  ({ ids, isExact }, { label = [] }, scene) => {
    const bare = label.map((token) => ({ ...token, word: token.word.replace(/^[@#]/, '') }))
    const row = readTarget(bare, { kinds: ['label'] }, scene)
    return isFailure(row) ? row : command({ type, ids, label_ids: row.ids }, isExact && row.isExact)
  }

const note: Change = ({ entity, ids, isExact }, { text, quoted }, scene) => {
  if (quoted && !(quoted.length === 1 && quoted[0]!.isQuoted)) return unclearDetail
  if (ids.length > 1 || entity === 'label') return unclearDetail
  return command({ type: 'append_note', entity, id: ids[0]!, text: slotText(text ?? quoted, scene) }, isExact)
}

const wait: Change = ({ ids, isExact }, { other = [] }, scene) => {
  const row = readTarget(other, { kinds: ['task'] }, scene)
  if (isFailure(row)) return row
  if (row.ids.length > 1 || ids.includes(row.ids[0]!)) return unclearDetail
  return command({ type: 'add_dependency', ids, depends_on_task_id: row.ids[0]! }, isExact && row.isExact)
}

const fixed =
  (make: (rows: Rows) => ChangeCommand): Change =>
  (rows) =>
    command(make(rows), rows.isExact)

const task = ['task'] as const
const levels = ['pillar', 'area', 'project'] as const
const work = ['task', 'project'] as const

/** A whole project is done or deleted only where its name leaves no doubt. */
const surely =
  (change: Change): Change =>
  (rows, slots, scene) =>
    rows.entity === 'task' || rows.isExact ? change(rows, slots, scene) : unclearDetail

export const changeReaders = {
  schedule: about(task, schedule),
  repeat: about(task, repeat),
  unrepeat: about(
    task,
    fixed(({ ids }) => ({ type: 'schedule_task', ids, fields: { recurrence_rule: null } })),
  ),
  undate: about(
    task,
    fixed(({ ids }) => ({ type: 'schedule_task', ids, fields: { due_on: null, due_time: null } })),
  ),
  move: about(['task', 'project', 'area'], move),
  complete: about(
    work,
    surely(fixed(({ entity, ids }) => ({ type: 'complete', entity: entity as 'task', ids }))),
  ),
  reopen: about(
    work,
    surely(fixed(({ entity, ids }) => ({ type: 'reopen', entity: entity as 'task', ids }))),
    'only',
  ),
  delete: about(
    ['task', 'project', 'area', 'pillar', 'label'],
    surely(fixed(({ entity, ids }) => ({ type: 'delete', entity, ids }))),
    'too',
  ),
  rename: about(['task', 'project', 'area', 'pillar', 'label'], rename),
  priority: about(work, priority),
  status: about(work, status),
  energy: about(task, energy),
  deadline: about(work, deadline),
  undeadline: about(
    work,
    fixed(({ entity, ids }) =>
      entity === 'task'
        ? { type: 'schedule_task', ids, fields: { deadline_on: null } }
        : { type: 'schedule_project', ids, fields: { deadline_on: null } },
    ),
  ),
  label: about(task, labels('add_labels')),
  unlabel: about(task, labels('remove_labels')),
  note: about(['task', 'project', 'area', 'pillar'], note),
  archive: about(levels, archived(true)),
  unarchive: about(levels, archived(false), 'only'),
  resume: about(
    ['project'],
    fixed(({ ids }) => ({ type: 'update_project', ids, fields: { status: 'in_progress' } })),
  ),
  wait: about(task, wait),
} as const satisfies Record<string, Reader>

/** Whether a phrase of that choice stands anywhere in it. */
export const mentions = (tokens: readonly Token[], choice: string): boolean =>
  tokens.some((_, at) => phrases(choice).some((words) => isWordsAt(tokens, at, words)))
