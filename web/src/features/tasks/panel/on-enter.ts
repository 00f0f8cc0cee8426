import type { KeyboardEvent } from 'react'

/**
 * Enter ends an entry in a field of one line. Alone it is used up by that: the question that a change of a recurring
 * task asks would otherwise be answered by the same press. With Ctrl it goes on, and finishes the task.
 */
export const onEnter =
  (commit: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    commit()
    if (!event.ctrlKey && !event.metaKey) event.preventDefault()
  }
