import { useCallback, useState } from 'react'
import { drafts } from './client/draft.ts'

/** What is being written in a thread; kept with every letter, and there again after a reload. */
export function useDraftText(threadId: string | null) {
  const [state, setState] = useState(() => ({ threadId, text: drafts.read(threadId) }))
  // Another thread has a draft of its own.
  if (state.threadId !== threadId) setState({ threadId, text: drafts.read(threadId) })

  const setText = useCallback(
    (text: string) => {
      drafts.write(threadId, text)
      setState({ threadId, text })
    },
    [threadId],
  )
  /** Empties the field; what was in it stays kept until the assistant has it. */
  const clear = useCallback(() => setState({ threadId, text: '' }), [threadId])

  return { text: state.text, setText, clear }
}
