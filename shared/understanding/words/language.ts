import type { Entity } from '../../commands.ts'
import type { QueryFilter, SCREENS } from '../../commands/schema.ts'

/** Alternatives, separated by `|`. */
export type Choice = string

/** What an order or a question can be about; each has its templates in each language and one reader. */
export type Intent =
  | 'schedule'
  | 'shift'
  | 'repeat'
  | 'unrepeat'
  | 'undate'
  | 'move'
  | 'complete'
  | 'reopen'
  | 'delete'
  | 'rename'
  | 'priority'
  | 'status'
  | 'energy'
  | 'duration'
  | 'deadline'
  | 'undeadline'
  | 'label'
  | 'unlabel'
  | 'note'
  | 'resume'
  | 'archive'
  | 'unarchive'
  | 'wait'
  | 'createTask'
  | 'createProject'
  | 'createArea'
  | 'createPillar'
  | 'createLabel'
  | 'first'
  | 'firstFew'
  | 'due'
  | 'done'
  | 'doneCount'
  | 'list'
  | 'count'
  | 'find'
  | 'behind'
  | 'progress'
  | 'whyPriority'
  | 'whenDue'
  | 'open'

export type State = NonNullable<QueryFilter['state']>
export type Priority = NonNullable<QueryFilter['priority']>
export type PeriodName =
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'thisWeek'
  | 'nextWeek'
  | 'lastWeek'
  | 'thisMonth'
  | 'nextMonth'
  | 'lastMonth'
  | 'thisWeekend'

/** Everything one language says. Templates as `toPattern` reads them; all else are choices. */
export interface Language {
  /** Before an order; `politeQuestions` make one of what ends with a question mark. */
  polite: Choice
  politeQuestions: Choice
  /** Words that may stand anywhere and say nothing. */
  soft: Choice
  /** After it. */
  endings: Choice
  /** Articles and the like, of no weight in a name. */
  fillers: Choice
  kinds: Readonly<Record<Entity, Choice>>
  it: Choice
  inbox: Choice
  /** Between two orders, or two names. */
  and: Choice
  /** Words that make an order a thought: none of them may stand in a new name. */
  conditions: Choice
  rules: Readonly<Record<Intent, readonly string[]>>

  priorities: Readonly<Record<Priority, Choice>>
  energies: Readonly<Record<'low' | 'medium' | 'high', Choice>>
  taskStatuses: Readonly<Record<'todo' | 'in_progress' | 'review', Choice>>
  projectStatuses: Readonly<Record<'not_started' | 'in_progress' | 'on_hold', Choice>>
  categories: Readonly<Partial<Record<'admin' | 'deep_work' | 'creative' | 'strategic' | 'routine', Choice>>>

  every: Choice
  both: Choice
  /** Two to twelve. */
  numbers: readonly Choice[]
  /** Nouns for many tasks: one of them alone is not what may be changed by a description. */
  plural: Choice
  states: Readonly<Record<State, Choice>>
  prioritised: Readonly<Record<Priority, Choice>>
  /** Before a place, a label, a period. */
  inside: Choice
  labelled: Choice
  dueIn: Choice
  /** Of no weight in a selection. */
  padding: Choice

  periods: Readonly<Record<PeriodName, Choice>>
  nextDays: readonly string[]

  /** Before the place of a new task: what `always` introduces must be a place of the person's, or it is unclear. */
  placing: { always: Choice; maybe: Choice }
  /** Cut off the beginning of a new name. */
  lead: Choice
  /** The second half of a verb, with which no new name ends: "lege … an". */
  particles?: Choice
  /** No names for a new task. */
  notNames: Choice
  screens: Readonly<Record<(typeof SCREENS)[number], Choice>>
}
