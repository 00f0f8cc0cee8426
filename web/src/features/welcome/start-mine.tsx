import { BriefcaseBusiness, GraduationCap, Plus, Store, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { handFocusOn } from '../../ui/row-focus.ts'

const MAX_PILLARS = 7
const MAX_NAME = 200
const SUGGESTIONS = [
  { key: 'health', icon: '🌱' },
  { key: 'work', icon: '💼' },
  { key: 'people', icon: '❤️' },
] as const
const NEW_ICON = '🎯'
const READY_MADE = [
  { life: 'student', icon: GraduationCap },
  { life: 'employee', icon: BriefcaseBusiness },
  { life: 'entrepreneur', icon: Store },
] as const
export type ReadyMade = (typeof READY_MADE)[number]['life']

type Chip = { id: number; name: string; icon: string }

type StartMineProps = {
  isBusy: boolean
  onBack: () => void
  onStart: (pillars: { name: string; icon: string }[]) => void
  onStartReadyMade: (life: ReadyMade) => void
}

/** Three suggested pillars as chips that are text fields: keep, rename, remove, add; or a whole beginning at once. */
export function StartMine({ isBusy, onBack, onStart, onStartReadyMade }: StartMineProps) {
  const t = useTranslations('welcome.start')
  const [chips, setChips] = useState<Chip[]>(() =>
    SUGGESTIONS.map(({ key, icon }, id) => ({ id, icon, name: t(`pillars.${key}`) })),
  )
  const [nextId, setNextId] = useState<number>(SUGGESTIONS.length)

  const rename = (id: number, name: string) =>
    setChips((current) => current.map((chip) => (chip.id === id ? { ...chip, name } : chip)))
  const add = () => {
    setChips((current) => [...current, { id: nextId, name: '', icon: NEW_ICON }])
    setNextId(nextId + 1)
  }

  return (
    <form
      noValidate
      className="mt-8"
      onSubmit={(event) => {
        event.preventDefault()
        onStart(chips.map(({ name, icon }) => ({ name: name.trim(), icon })).filter(({ name }) => name))
      }}
    >
      <ul aria-label={t('chips')} className="flex flex-wrap gap-2.5">
        {chips.map((chip, index) => (
          <li
            key={chip.id}
            className="border-line-strong bg-surface shadow-card focus-within:border-focus flex items-center rounded-full border pl-4"
          >
            <span aria-hidden>{chip.icon}</span>
            <input
              value={chip.name}
              aria-label={t('chip', { number: index + 1 })}
              placeholder={t('placeholder')}
              maxLength={MAX_NAME}
              autoFocus={chip.id >= SUGGESTIONS.length}
              onChange={(event) => rename(chip.id, event.target.value)}
              className="placeholder:text-faint touch:text-[1rem] field-sizing-content h-11 max-w-56 min-w-20 bg-transparent px-2 font-medium outline-none"
            />
            <button
              type="button"
              aria-label={t('remove', { name: chip.name })}
              onClick={(event) => {
                handFocusOn(event.currentTarget)
                setChips((current) => current.filter(({ id }) => id !== chip.id))
              }}
              className="text-faint hover:text-ink grid size-11 place-items-center rounded-full"
            >
              <X aria-hidden className="size-4" />
            </button>
          </li>
        ))}
        {chips.length < MAX_PILLARS && (
          <li>
            <button
              type="button"
              onClick={add}
              className="border-control text-muted hover:text-ink flex h-11.5 items-center gap-1.5 rounded-full border border-dashed px-4 font-medium"
            >
              <Plus aria-hidden className="size-4" />
              {t('add')}
            </button>
          </li>
        )}
      </ul>
      <div className="mt-8 flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" isBusy={isBusy}>
          {t('go')}
        </Button>
        <Button variant="quiet" size="lg" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      <section aria-labelledby="ready-made" className="border-line mt-10 border-t pt-6">
        <h2 id="ready-made" className="font-semibold">
          {t('readyMade.title')}
        </h2>
        <p className="text-muted mt-0.5 text-sm">{t('readyMade.text')}</p>
        <div className="mt-4 flex flex-wrap gap-2">
          {READY_MADE.map(({ life, icon: Icon }) => (
            <Button key={life} disabled={isBusy} onClick={() => onStartReadyMade(life)}>
              <Icon aria-hidden className="text-gold size-4" />
              {t(`readyMade.${life}`)}
            </Button>
          ))}
        </div>
      </section>
    </form>
  )
}
