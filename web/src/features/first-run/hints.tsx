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

/** One hint at most on each visit, in the free part of the navigation: beside the work and never over it. */
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
      className="touch:hidden border-line bg-raised shadow-card animate-fade-in fixed bottom-44 left-3 z-20 hidden w-[13.5rem] items-start gap-2.5 rounded-md border py-1.5 pr-1.5 pl-3 text-sm md:flex [@media(max-height:38rem)]:hidden"
    >
      <Lightbulb aria-hidden className="text-gold mt-2 size-4 shrink-0" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 py-1.5">
        {text(`hints.${hint.id}`)} <Keys keys={hint.keys} />
      </span>
      <IconButton icon={X} size="sm" label={text('dismiss')} onClick={dismiss} />
    </aside>
  )
}
