import { Lightbulb, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { localPreference } from '../../lib/local-storage.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Keys } from '../../ui/keys.tsx'
import { focusListOrHeading } from '../../ui/row-focus.ts'
import { type HintMemory, learnt, nextHint, readMemory, sighted } from './hint-memory.ts'
import { HintText, useHintText } from './hint-text.ts'

/** Each goes by the id of the command it is about: who has run it needs no hint. */
const HINTS = [
  { id: 'quick-add', keys: 'q' },
  { id: 'palette', keys: 'mod+k' },
  { id: 'undo', keys: 'mod+z' },
  { id: 'shortcuts', keys: '?' },
] as const

const SHOWN_MS = 15_000

type HintsProps = {
  userId: string
  /** The ids of the commands that were run since the app was opened. */
  done: readonly string[]
}

/** One hint at most on each visit, beside the work and never over it. */
export function Hints({ userId, done }: HintsProps) {
  return (
    <HintText>
      <Hint storageKey={`aurum.hints.${userId}`} done={done} />
    </HintText>
  )
}

function changeMemory(storageKey: string, change: (memory: HintMemory) => HintMemory): void {
  const memory = readMemory(localPreference.read(storageKey))
  localPreference.write(storageKey, JSON.stringify(change(memory)))
}

function Hint({ storageKey, done }: { storageKey: string; done: readonly string[] }) {
  const text = useHintText()
  const [hint, setHint] = useState(() =>
    nextHint(done.reduce(learnt, readMemory(localPreference.read(storageKey))), HINTS),
  )

  useEffect(() => {
    if (hint) changeMemory(storageKey, (memory) => sighted(memory, hint.id))
    const timer = setTimeout(() => setHint(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [hint, storageKey])

  useEffect(() => changeMemory(storageKey, (memory) => done.reduce(learnt, memory)), [done, storageKey])

  if (!hint || done.includes(hint.id)) return null
  const dismiss = () => {
    changeMemory(storageKey, (memory) => learnt(memory, hint.id))
    focusListOrHeading(null)
    setHint(null)
  }
  return (
    // A finger has no keys: there the buttons on screen say it all.
    <aside
      aria-label={text('label')}
      className="touch:hidden border-line bg-raised shadow-card animate-fade-in fixed bottom-4 left-[16rem] z-20 hidden items-center gap-3 rounded-md border py-1.5 pr-1.5 pl-3.5 text-sm md:flex"
    >
      <Lightbulb aria-hidden className="text-gold size-4" strokeWidth={1.75} />
      <span>{text(`hints.${hint.id}`)}</span>
      <Keys keys={hint.keys} />
      <IconButton icon={X} size="sm" label={text('dismiss')} onClick={dismiss} />
    </aside>
  )
}
