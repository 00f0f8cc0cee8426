import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_LEVEL_NAME } from './level-data.ts'
import type { NodeKind } from './tree.ts'

type DraftInputProps = { kind: NodeKind; onDone: (name: string | null) => void }

/** Typing new rows one after the other: Enter keeps one and waits for the next, Escape or leaving ends. */
export function DraftInput({ kind, onDone }: DraftInputProps) {
  const t = useTranslations('plan')
  const [name, setName] = useState('')
  const isFinished = useRef(false)

  const finish = () => {
    if (isFinished.current) return
    isFinished.current = true
    if (name.trim()) onDone(name.trim())
    onDone(null)
  }

  return (
    <input
      autoFocus
      value={name}
      maxLength={MAX_LEVEL_NAME}
      aria-label={t(`draft.${kind}`)}
      placeholder={t(`draft.${kind}`)}
      enterKeyHint="done"
      onChange={(event) => setName(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          isFinished.current = true
          onDone(null)
        } else if (event.key === 'Enter') {
          event.preventDefault()
          if (!name.trim()) return finish()
          onDone(name.trim())
          setName('')
        }
      }}
      className="border-control bg-surface placeholder:text-faint touch:h-11 touch:text-[1rem] h-9 w-full max-w-md rounded-sm border px-2.5 outline-offset-0"
    />
  )
}
