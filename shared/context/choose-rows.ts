import type { Scene } from '../assistant/scene.ts'
import { projectsWithin } from '../answers/filter-rows.ts'
import type { Entity, LifeTask } from '../commands/life.ts'
import { addDays, type Day } from '../import/calendar-day.ts'
import { COMMON_WORDS, type Topics } from './message-topics.ts'
import type { ReadableLife, RowKey } from './readable-life.ts'
import { findNamed, termsOf } from './relevance.ts'

export interface Choice extends RowKey {
  /** Named by the message, or open before the person: its note goes along. */
  isNamed: boolean
}

interface Question {
  /** What is asked. */
  ask: string
  topics: Topics
  /** What they said before. */
  earlier: string
  today: Day
  focus?: RowKey
  /** It is a question to be weighed: what a life is made of belongs to it, named or not. */
  isWeighed: boolean
}

const MOST_NAMED = 8
const MOST_NAMED_BEFORE = 4
/** Only of the rows that are meant most is looked into. */
const MOST_OPENED = 3
const MOST_CHILDREN = 12
const MOST_RANKED = 8
const MOST_OVERDUE = 4
const MOST_DONE = 10
const MOST_LEVELS = 24
/** What is weighed needs the shape of a life, and little of each part. */
const WEIGHED = { named: 3, opened: 1, children: 3, ranked: 3, pillars: 8, projects: 5 }
const RECENT_DAYS = 14

/**
 * The rows that answer a message, the most useful first and each once. Rows it names, what they lie in and what lies in
 * them; today's ranking and what is overdue where it is about days; what was done where it looks back; the levels where
 * it looks at the whole or is to be weighed. None where it is about something else: a translation needs no plan.
 */
export function chooseRows(
  question: Question,
  readable: ReadableLife,
  { ranking }: Pick<Scene, 'ranking'>,
): Choice[] {
  const { life } = readable
  const { topics, isWeighed } = question
  const isMeant = ({ entity }: RowKey) => !isWeighed || entity !== 'label'
  const named = namedRows(question, readable)
    .filter(isMeant)
    .slice(0, isWeighed ? WEIGHED.named : undefined)
  const ranked = ranking.map(({ id }) => id).filter((id) => readable.kindOf(id) === 'task')
  const rankOf = new Map(ranked.map((id, place) => [id, place]))
  const open = life.tasks.filter(({ status }) => status !== 'completed')
  const byUse = (a: LifeTask, b: LifeTask) =>
    (rankOf.get(a.id) ?? Infinity) - (rankOf.get(b.id) ?? Infinity) ||
    order(a.due_on ?? '9999', b.due_on ?? '9999') ||
    order(a.id, b.id)
  const chosen = new Map<string, Choice>()
  const take = (rows: readonly RowKey[], isNamed = false) => {
    for (const { entity, id } of rows) if (!chosen.has(id)) chosen.set(id, { entity, id, isNamed })
  }
  // The nearest level tells what a task is for; those above it are only said where something is named.
  const takeInPlace = (rows: readonly RowKey[]) => {
    for (const row of rows) take([row, ...readable.above(row).slice(0, 1)])
  }

  take(named, true)
  for (const row of named) take(readable.above(row).filter(({ entity }) => !isWeighed || entity !== 'area'))
  if (named.length > 0) open.sort(byUse)
  if (isWeighed) {
    for (const row of named.slice(0, WEIGHED.opened)) {
      take(childrenOf(row, readable, open).slice(0, WEIGHED.children))
    }
    take(weighedLevels(readable))
    if (topics.isOfDays && !topics.isFar) take(tasks(ranked.slice(0, WEIGHED.ranked)))
    return [...chosen.values()]
  }
  for (const row of named.slice(0, MOST_OPENED)) takeInPlace(childrenOf(row, readable, open))
  if (topics.isOfDays || topics.isOfDuty) {
    takeInPlace(tasks(ranked.slice(0, MOST_RANKED)))
    const overdue = open.filter(({ due_on }) => due_on !== null && due_on < question.today).sort(byUse)
    takeInPlace(tasks(overdue.slice(0, MOST_OVERDUE).map(({ id }) => id)))
  }
  if (topics.isOfPast) takeInPlace(doneLately(readable, question.today))
  if (topics.isOfWhole || (topics.isOfPlan && named.length === 0)) take(levelsOf(readable))
  return [...chosen.values()]
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const tasks = (ids: readonly string[]): RowKey[] => ids.map((id) => ({ entity: 'task', id }))

const keys = (entity: Entity, rows: readonly { id: string }[]): RowKey[] =>
  rows.map(({ id }) => ({ entity, id }))

/** What the message is about, and then what was named before it: "and how long will that take?" */
function namedRows({ ask, earlier, focus }: Question, readable: ReadableLife): RowKey[] {
  const { life, kindOf } = readable
  const openNames = new Set(life.tasks.filter(({ status }) => status !== 'completed').map(({ name }) => name))
  const rows = [
    ...life.pillars,
    ...life.areas,
    ...life.projects,
    // Of what repeats, the one that is next stands for those that are done.
    ...life.tasks.filter(({ status, name }) => status !== 'completed' || !openNames.has(name)),
    ...life.labels.map((label) => ({ ...label, description: '' })),
  ]
  const find = (text: string, most: number) =>
    findNamed(rows, termsOf(text, COMMON_WORDS), COMMON_WORDS)
      .slice(0, most)
      .map(({ id }): RowKey => ({ entity: kindOf(id)!, id }))
  const isThere = focus && kindOf(focus.id) === focus.entity
  return [...(isThere ? [focus] : []), ...find(ask, MOST_NAMED), ...find(earlier, MOST_NAMED_BEFORE)]
}

function childrenOf(
  { entity, id }: RowKey,
  { life, kindOf }: ReadableLife,
  open: readonly LifeTask[],
): RowKey[] {
  switch (entity) {
    case 'task': {
      const waits = life.task_dependencies.flatMap(({ task_id, depends_on_task_id }) =>
        task_id === id ? [depends_on_task_id] : depends_on_task_id === id ? [task_id] : [],
      )
      const steps = open.filter(({ parent_task_id }) => parent_task_id === id)
      return tasks([...steps.map((step) => step.id), ...waits.filter(kindOf)].slice(0, MOST_CHILDREN))
    }
    case 'label': {
      const worn = new Set(
        life.task_labels.filter(({ label_id }) => label_id === id).map(({ task_id }) => task_id),
      )
      return keys('task', open.filter((task) => worn.has(task.id)).slice(0, MOST_CHILDREN))
    }
    default: {
      const projects = projectsWithin({ entity, id }, life)
      const areas = life.areas.filter(({ pillar_id }) => pillar_id === id)
      const under = open.filter(({ project_id }) => project_id !== null && projects.has(project_id))
      return [
        ...(entity === 'pillar'
          ? keys(
              'area',
              areas.filter(({ archived }) => !archived),
            )
          : []),
        ...keys(
          'project',
          life.projects.filter((row) => row.id !== id && projects.has(row.id) && isActive(row)),
        ),
        ...keys('task', under),
      ].slice(0, MOST_CHILDREN)
    }
  }
}

const isActive = (row: { archived: boolean; status?: string }) => !row.archived && row.status !== 'completed'

const levelsOf = ({ life }: ReadableLife): RowKey[] =>
  [
    ...keys('pillar', life.pillars.filter(isActive)),
    ...keys('area', life.areas.filter(isActive)),
    ...keys('project', life.projects.filter(isActive)),
  ].slice(0, MOST_LEVELS)

/**
 * What is set against each other when a life is weighed: its pillars and the projects that are under way, those first
 * that matter most and end soonest. Areas only gather them.
 */
function weighedLevels({ life }: ReadableLife): RowKey[] {
  const projects = life.projects
    .filter(isActive)
    .sort(
      (a, b) =>
        b.importance - a.importance ||
        order(a.deadline_on ?? '9999', b.deadline_on ?? '9999') ||
        order(a.id, b.id),
    )
  return [
    ...keys('pillar', life.pillars.filter(isActive).slice(0, WEIGHED.pillars)),
    ...keys('project', projects.slice(0, WEIGHED.projects)),
  ]
}

function doneLately({ life }: ReadableLife, today: Day): RowKey[] {
  const since = addDays(today, -RECENT_DAYS)
  return keys(
    'task',
    life.tasks
      .filter(({ completed_at }) => completed_at !== null && completed_at.slice(0, 10) >= since)
      .sort((a, b) => order(b.completed_at!, a.completed_at!) || order(a.id, b.id))
      .slice(0, MOST_DONE),
  )
}
