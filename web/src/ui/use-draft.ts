import { useState } from 'react'

/**
 * What is being typed, over what is stored. While nobody types the stored value shows, so a change from another device
 * appears; while somebody does, their text is never replaced under their hands.
 */
export function useDraft(stored: string, onSave: (value: string) => void) {
  const [draft, setDraft] = useState<string | null>(null)
  return {
    value: draft ?? stored,
    onChange: setDraft,
    /** Saves when something changed; a value that is refused simply falls back to what is stored. */
    commit: (isAllowed: (value: string) => boolean = () => true) => {
      if (draft !== null && draft !== stored && isAllowed(draft)) onSave(draft)
      setDraft(null)
    },
    reset: () => setDraft(null),
  }
}
