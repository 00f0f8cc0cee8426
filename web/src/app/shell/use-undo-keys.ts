import { useEffect } from 'react'
import { useUndo } from '../../lib/undo.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]') !== null

/** Ctrl or Cmd+Z takes back the last step, with Shift it brings it back; text fields keep their own undo. */
export function useUndoKeys(): void {
  const { applyLatest } = useUndo()

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndoKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z'
      if (!isUndoKey || isTyping(event.target)) return
      event.preventDefault()
      void applyLatest(event.shiftKey ? 'redo' : 'undo')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [applyLatest])
}
