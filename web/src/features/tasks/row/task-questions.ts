import { createStore } from '../../../lib/external-store.ts'
import type { Task } from '../queries.ts'

/** A menu or dialog that a list opens about one of its tasks. Lists only ask: one place draws the answer for all. */
export type Question = {
  kind: 'snooze' | 'more'
  task: Pick<Task, 'id' | 'name' | 'status' | 'due_on' | 'start_on'>
  /** By a key, the first choice has the focus. */
  isByKey: boolean
  /** Where it was asked: the menu opens beside it and gives the focus back to it. */
  from: HTMLElement
}

export const questionStore = createStore<Question | null>(null)

/** Asking again where it was just asked takes the question back, as pressing the button of an open menu does. */
export function askAbout(question: Question): void {
  const open = questionStore.get()
  const isSame = open?.from === question.from && open.kind === question.kind
  questionStore.set(isSame ? null : question)
}
