import type { ChangeCommand, Entity } from '../commands.ts'
import { PRIORITIES } from '../commands/schema.ts'
import { parseQuickAdd, type QuickAddResult } from '../quick-add/parse-quick-add.ts'
import { isPhrase, keyOfPhrase, phraseAt } from './lexicon.ts'
import { type Message, readMessage, textOf, type Token } from './message.ts'
import { command, mentions, type Reader, slotText, unclearDetail } from './readers.ts'
import { wordsOf } from './names.ts'
import { type Failure, isFailure, readRow, type Scene } from './scene.ts'
import { quickAddContext } from './when.ts'

const MOST_NAME = 150

interface Placed {
  name: string
  place: string | null
}

/** What is left of a name when the place at its end is taken off. */
function splitPlace(typed: Message, kind: Entity, isPlain: boolean, scene: Scene): Placed | Failure {
  const { always, maybe } = scene.lexicon.language.placing
  const { tokens } = typed
  let failure: Failure | null = null
  for (let at = 1; at < tokens.length; at++) {
    const [must, may] = [phraseAt(tokens, at, always), phraseAt(tokens, at, maybe)]
    const length = Math.max(must, may)
    if (length === 0 || at + length === tokens.length) continue
    const rest = tokens.slice(at + length)
    if (kind === 'project' && isPhrase(rest, scene.lexicon.language.inbox)) {
      return { name: textOf(typed, tokens.slice(0, at)), place: null }
    }
    const row = readRow(rest, { kinds: [kind] }, { ...scene, message: typed })
    if (!isFailure(row)) {
      const name = tokens.slice(0, at)
      // "milk to Groceries and eggs to Marathon": two tasks, or a name that has such a word itself.
      if (isPlain && mentions(name, always)) return unclearDetail
      return { name: textOf(typed, name), place: row.ids[0]! }
    }
    if (row.why === 'ambiguous_name' || must > 0) failure ??= row
    else if (isPlain) failure ??= { why: 'unknown_name' }
  }
  // "add milk to Shopping" without such a list is no task of that name, but "new task: reply to Bob" is one.
  if (failure && (isPlain || failure.why === 'ambiguous_name')) return failure
  return { name: textOf(typed, tokens), place: null }
}

function projectPaths({ context: { life } }: Scene) {
  const areas = new Map(life.areas.map(({ id, name }) => [id, name]))
  return new Map(
    life.projects
      .filter(({ archived }) => !archived)
      .map(({ id, name, area_id }) => [area_id === null ? name : `${areas.get(area_id)}/${name}`, id]),
  )
}

function datesOf({ due, start, deadline, duration_min, recurrence, priority, energy }: QuickAddResult) {
  return {
    ...(due && { due_on: due.date }),
    ...(due?.time && { due_time: due.time }),
    ...(start && { start_on: start }),
    ...(deadline && { deadline_on: deadline }),
    ...(duration_min !== null && { duration_minutes: duration_min }),
    ...(recurrence && { recurrence_rule: recurrence.rrule }),
    ...(recurrence?.after_completion && { recurrence_after_completion: true }),
    ...(priority !== null && { priority: [...PRIORITIES].reverse()[priority - 1] ?? 'medium' }),
    ...(energy && { energy }),
  }
}

const createTask: Reader = ({ title, plain, tail, place, priority }, scene) => {
  const { language } = scene.lexicon
  const { life } = scene.context
  const tokens = title ?? plain ?? []
  const isPlain = plain !== undefined
  if (isNoName(tokens, scene) || (isPlain && isAboutLevel(tokens, scene))) return unclearDetail
  const urgency = priority && keyOfPhrase(priority, language.priorities)
  if (urgency === null) return unclearDetail
  const projects = projectPaths(scene)
  const labels = new Map(life.labels.map(({ id, name }) => [name, id]))
  const known = { projects: [...projects.keys()], labels: [...labels.keys()] }
  const parse = (text: string) => parseQuickAdd(text, quickAddContext(scene.context, known))
  // With its marks: what is quoted is a name, and no date is read inside.
  const text = scene.message.text.slice(tokens[0]!.start, tokens.at(-1)!.end)
  const read = parse(tail ? `${text} ${slotText(tail, scene)}` : text)
  // What comes after the verb says when, not what.
  if (read.error || (tail && read.title !== parse(text).title)) return unclearDetail
  const given = place && readRow(place, { kinds: ['project'] }, scene)
  if (given && isFailure(given)) return given
  const typed = withoutLead(readMessage(read.title), language.lead)
  const label_ids = read.labels.map((name) => labels.get(name))
  const project = given?.ids[0] ?? (read.project === null ? null : projects.get(read.project))
  if (project === undefined || label_ids.includes(undefined)) return { why: 'unknown_name' }
  const placed = project
    ? { name: textOf(typed, typed.tokens), place: project }
    : splitPlace(typed, 'project', isPlain, scene)
  if (isFailure(placed)) return placed
  if (isDoubtful(placed.name, scene)) return unclearDetail
  const fields = {
    name: placed.name,
    ...(placed.place && { project_id: placed.place }),
    ...datesOf(read),
    ...(urgency && { priority: urgency }),
  }
  const made: ChangeCommand = {
    type: 'create_task',
    fields,
    ...(label_ids.length > 0 && { label_ids: label_ids as string[] }),
  }
  return command(made, true)
}

function withoutLead(message: Message, lead: string): Message {
  const length = phraseAt(message.tokens, 0, lead)
  return length > 0 && length < message.tokens.length
    ? { ...message, tokens: message.tokens.slice(length) }
    : message
}

/** A colon inside a name may part it from something that was not understood. */
function isDoubtful(name: string, scene: Scene): boolean {
  const { tokens } = readMessage(name)
  return isNoName(tokens, scene) || tokens.some(({ word }) => word === ':') || name.length > MOST_NAME
}

/** "add the label calls": about another kind of row than a task. */
function isAboutLevel(tokens: readonly Token[], { lexicon: { language, fillers } }: Scene): boolean {
  const at = tokens.findIndex(({ word }) => !fillers.has(word))
  return (['label', 'project', 'area', 'pillar'] as const).some(
    (kind) => phraseAt(tokens, Math.max(at, 0), language.kinds[kind]) > 0,
  )
}

/** What is none, or says that nothing is to be done, or only under a condition. */
function isNoName(tokens: readonly Token[], { lexicon: { language } }: Scene): boolean {
  return (
    tokens.length === 0 ||
    (language.particles !== undefined && phraseAt(tokens, tokens.length - 1, language.particles) > 0) ||
    isPhrase(tokens, language.notNames) ||
    mentions(tokens, language.conditions) ||
    tokens.every(({ word }) => !/[\p{L}\p{N}\p{S}]/u.test(word))
  )
}

const createLevel =
  (kind: 'project' | 'area' | 'pillar' | 'label'): Reader =>
  ({ title = [] }, scene) => {
    const { placing } = scene.lexicon.language
    if (isNoName(title, scene)) return unclearDetail
    const typed = withoutLead(readMessage(slotText(title, scene)), scene.lexicon.language.lead)
    const whole = title.length === 1 && title[0]!.isQuoted
    const above = kind === 'project' ? 'area' : kind === 'area' ? 'pillar' : null
    const placed =
      above && !whole
        ? splitPlace(typed, above, true, scene)
        : { name: textOf(typed, typed.tokens), place: null }
    if (isFailure(placed)) return placed
    const name = placed.name
    if (isDoubtful(name, scene) || (kind === 'label' && mentions(title, placing.always))) return unclearDetail
    const taken = scene.names.byKey.get(wordsOf(name).join(' '))?.some(({ entity }) => entity === kind)
    if (taken) return { why: 'ambiguous_name' }
    return command(levelCommand(kind, name, placed.place), true)
  }

function levelCommand(
  kind: 'project' | 'area' | 'pillar' | 'label',
  name: string,
  place: string | null,
): ChangeCommand {
  switch (kind) {
    case 'project':
      return { type: 'create_project', fields: { name, ...(place && { area_id: place }) } }
    case 'area':
      return { type: 'create_area', fields: { name, ...(place && { pillar_id: place }) } }
    case 'pillar':
      return { type: 'create_pillar', fields: { name } }
    case 'label':
      return { type: 'create_label', fields: { name: name.replace(/^[@#]/, '') } }
  }
}

export const creationReaders = {
  createTask,
  createProject: createLevel('project'),
  createArea: createLevel('area'),
  createPillar: createLevel('pillar'),
  createLabel: createLevel('label'),
} as const satisfies Record<string, Reader>
