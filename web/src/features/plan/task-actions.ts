import type { ReactNode } from 'react'
import type { Tables } from '../../../../shared/database.types.ts'
import type { Place } from '../../lib/places.ts'

type Task = Tables<'tasks'>

/** What the plan can do with tasks; the tasks feature does it. */
export type TaskActions = {
  create: (projectId: string | null, name: string) => void
  rename: (task: Task, name: string) => void
  toggle: (task: Task) => void
  open: (task: Task, from: HTMLElement | null) => void
  move: (task: Task, place: Place) => void
  remove: (task: Task) => void
  /** The check box before the name. */
  renderCheck: (task: Task, tabIndex: number) => ReactNode
  /** When, how long, how often, after the name. */
  renderMeta: (task: Task) => ReactNode
}
