import { Lightbulb, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { lastCommandStore } from '../../lib/commands.ts'
import { localPreference } from '../../lib/local-storage.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Keys } from '../../ui/keys.tsx'
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

/** One hint at most on each visit, beside the work and never over it. */
export function Hints({ userId }: { userId: string }) {
  return (
    <HintText>
      <Hint storageKey={`aurum.hints.${userId}`} />
    </HintText>
  )
}

function Hint({ storageKey }: { storageKey: string }) {
  const text = useHintText()
  const [hint, setHint] = useState(() => nextHint(readMemory(localPreference.read(storageKey)), HINTS))

  useEffect(() => {
    const remember = (change: (memory: HintMemory) => HintMemory) =>
      localPreference.write(storageKey, JSON.stringify(change(readMemory(localPreference.read(storageKey)))))
    if (hint) remember((memory) => sighted(memory, hint.id))
    const timer = setTimeout(() => setHint(null), SHOWN_MS)
    const unsubscribe = lastCommandStore.subscribe(() => {
      const id = lastCommandStore.get()
      if (id === null) return
      remember((memory) => learnt(memory, id))
      if (id === hint?.id) setHint(null)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [hint, storageKey])

  if (!hint) return null
  const dismiss = () => {
    const memory = readMemory(localPreference.read(storageKey))
    localPreference.write(storageKey, JSON.stringify(learnt(memory, hint.id)))
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
