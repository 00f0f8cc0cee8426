import type {
  Comparison,
  Day,
  DayField,
  DayPoint,
  DayTest,
  Filter,
  FilterContext,
  FilterTask,
  Term,
} from './filter.ts'

type Test = (task: FilterTask) => boolean

const DAY_MS = 86_400_000
const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/** Whether a task passes. For many tasks, `compileFilter` once is faster. */
export const matchesFilter = (filter: Filter, task: FilterTask, context: FilterContext): boolean =>
  compileFilter(filter, context)(task)

/** The filter as a test of tasks, with all that does not depend on the task worked out. */
export function compileFilter(filter: Filter, context: FilterContext): Test {
  switch (filter.kind) {
    case 'and': {
      const tests = filter.parts.map((part) => compileFilter(part, context))
      return (task) => tests.every((test) => test(task))
    }
    case 'or': {
      const tests = filter.parts.map((part) => compileFilter(part, context))
      return (task) => tests.some((test) => test(task))
    }
    case 'not': {
      const test = compileFilter(filter.part, context)
      return (task) => !test(task)
    }
    default:
      return compileTerm(filter, context)
  }
}

/** Whether a filter says itself which states of a task it wants; one that does not is meant for what is open. */
export function mentionsState(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.some(mentionsState)
    case 'not':
      return mentionsState(filter.part)
    case 'day':
      return filter.field === 'completed'
    default:
      return filter.kind === 'status' || (filter.kind === 'is' && ['done', 'open'].includes(filter.trait))
  }
}

function compileTerm(term: Term, context: FilterContext): Test {
  switch (term.kind) {
    case 'text': {
      const wanted = fold(term.text)
      return ({ name }) => fold(name).includes(wanted)
    }
    case 'place': {
      const { level } = term
      const wanted = term.name === null ? null : fold(term.name)
      return ({ project_id }) => {
        const name = context.placeOf(project_id)?.[level] ?? null
        return wanted === null ? name === null : name !== null && fold(name) === wanted
      }
    }
    case 'label': {
      if (term.name === null) return ({ id }) => context.labelsOf(id).length === 0
      const wanted = fold(term.name)
      return ({ id }) => context.labelsOf(id).some((label) => fold(label) === wanted)
    }
    case 'priority':
      return ({ priority }) => priority === term.priority
    case 'status':
      return ({ status }) => status === term.status
    case 'energy':
      return ({ energy }) => energy === term.energy
    case 'is':
      return traitTests(context)[term.trait]
    case 'day':
      return compileDay(term.field, term.test, context)
    case 'duration': {
      if (term.operator === 'none') return ({ duration_minutes }) => duration_minutes === null
      const { operator, minutes } = term
      return ({ duration_minutes }) =>
        duration_minutes !== null && compares(operator, duration_minutes, minutes)
    }
  }
}

const traitTests = (context: FilterContext) => ({
  open: ({ status }: FilterTask) => status !== 'completed',
  done: ({ status }: FilterTask) => status === 'completed',
  blocked: ({ id }: FilterTask) => context.isBlocked(id),
  recurring: ({ recurrence_rule }: FilterTask) => recurrence_rule !== null,
  inbox: ({ project_id }: FilterTask) => project_id === null,
})

function compares<T extends string | number>(operator: Comparison, left: T, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
  }
}

const COLUMNS = { due: 'due_on', start: 'start_on', deadline: 'deadline_on' } as const
const INSTANTS = { created: 'created_at', completed: 'completed_at' } as const

function compileDay(field: DayField, test: DayTest, context: FilterContext): Test {
  const isInstant = field === 'created' || field === 'completed'
  const read = (task: FilterTask) => (isInstant ? task[INSTANTS[field]] : task[COLUMNS[field]])
  if (test.kind === 'none') return (task) => read(task) === null
  if (test.kind === 'any') return (task) => read(task) !== null
  if (test.kind === 'overdue') {
    return (task) => {
      const day = read(task)
      return day !== null && day < context.today && task.status !== 'completed'
    }
  }

  const { from, to } = daysOf(test, context.today)
  if (isInstant) {
    const begin = from === null ? -Infinity : context.startOfDay(from)
    const end = to === null ? Infinity : context.startOfDay(addDays(to, 1))
    return (task) => {
      const instant = Date.parse(task[INSTANTS[field]] ?? '')
      return instant >= begin && instant < end
    }
  }
  return (task) => {
    const day = read(task)
    return day !== null && (from === null || day >= from) && (to === null || day <= to)
  }
}

const resolve = (point: DayPoint, today: Day): Day =>
  point.unit === 'date' ? point.day : addDays(today, point.count * (point.unit === 'week' ? 7 : 1))

/** The first and the last day that pass; null is no limit. */
function daysOf(test: Extract<DayTest, { kind: 'compare' | 'between' }>, today: Day) {
  if (test.kind === 'between') {
    return { from: test.from && resolve(test.from, today), to: test.to && resolve(test.to, today) }
  }
  const day = resolve(test.point, today)
  return {
    '=': { from: day, to: day },
    '<': { from: null, to: addDays(day, -1) },
    '<=': { from: null, to: day },
    '>': { from: addDays(day, 1), to: null },
    '>=': { from: day, to: null },
  }[test.operator]
}
