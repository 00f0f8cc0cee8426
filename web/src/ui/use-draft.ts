import { useEffect, useRef, useState } from 'react'

type DraftOptions = { isAllowed?: (value: string) => boolean }

const always = () => true

/**
 * What is being typed, over what is stored. While nobody types the stored value shows, so a change from another device
 * appears; while somebody does, their text is never replaced under their hands. A field that goes away keeps its text.
 */
export function useDraft(
  stored: string,
  onSave: (value: string) => void,
  { isAllowed = always }: DraftOptions = {},
) {
  const [draft, setDraft] = useState<string | null>(null)
  const saveOpen = useRef(() => {})

  useEffect(() => {
    saveOpen.current = () => {
      if (draft !== null && draft !== stored && isAllowed(draft)) onSave(draft)
    }
  })

  // Closing a panel removes its fields without a blur.
  useEffect(() => () => saveOpen.current(), [])

  return {
    value: draft ?? stored,
    onChange: setDraft,
    /** Saves when something changed; a value that is refused falls back to what is stored. */
    commit: () => {
      if (draft !== null && draft !== stored && isAllowed(draft)) onSave(draft)
      setDraft(null)
    },
  }
}
