import type { ReactNode } from 'react'
import type { ListTask } from './queries.ts'

/** A task with the names above it, as far as they are to be shown. */
export type NamedTask = ListTask & {
  project_name?: string | null
  area_name?: string | null
  pillar_name?: string | null
  pillar_color?: string | null
}

/** How the views show tasks and what they do with single ones; the tasks feature does it. */
export type TaskTools = {
  toggle: (task: ListTask) => void
  open: (task: ListTask, from: HTMLElement | null) => void
  renderRow: (task: NamedTask, isActive: boolean) => ReactNode
  renderCheck: (task: ListTask, tabIndex: number) => ReactNode
  renderMeta: (task: ListTask) => ReactNode
}
