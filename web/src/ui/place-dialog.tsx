import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Place, searchPlaces } from '../lib/places.ts'
import { cx } from './classes.ts'
import { Dialog } from './dialog.tsx'

type PlaceDialogProps = {
  title: string
  /** Where it is not places that are chosen. */
  searchLabel?: string
  places: readonly Place[]
  currentId: string | null
  onChoose: (place: Place) => void
  onClose: () => void
  onReturnFocus?: () => void
}

/** Choosing where something belongs: type to narrow, arrows to move, Enter to choose. */
export function PlaceDialog({
  title,
  searchLabel,
  places,
  currentId,
  onChoose,
  onClose,
  onReturnFocus,
}: PlaceDialogProps) {
  const t = useTranslations('ui')
  const listId = useId()
  const [text, setText] = useState('')
  const shown = searchPlaces(places, text)
  const choices = shown.filter(({ isSelectable }) => isSelectable)
  const [activeKey, setActiveKey] = useState<string | null>(currentId ?? 'none')
  const active = choices.find(({ key }) => key === activeKey) ?? choices[0]
  const list = useRef<HTMLDivElement>(null)

  const optionId = (place: Place) => `${listId}-${place.key}`

  useEffect(() => {
    list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active?.key])

  const choose = (place: Place | undefined) => {
    if (!place) return
    if (place.id !== currentId) onChoose(place)
    onClose()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const position = choices.findIndex(({ key }) => key === active?.key)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setActiveKey(choices[(position + step + choices.length) % choices.length]?.key ?? null)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(active)
    }
  }

  return (
    <Dialog isOpen onClose={onClose} onReturnFocus={onReturnFocus} title={title} closeLabel={t('close')}>
      <div className="px-5 pt-3 pb-2">
        <div className="border-control focus-within:border-focus focus-within:outline-focus flex items-center gap-2 rounded-md border px-3 focus-within:outline-2 focus-within:-outline-offset-1">
          <Search aria-hidden className="text-muted size-4" />
          <input
            role="combobox"
            data-autofocus
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={active && optionId(active)}
            aria-label={searchLabel ?? t('searchPlaces')}
            placeholder={searchLabel ?? t('searchPlaces')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="placeholder:text-faint touch:h-11 touch:text-[1rem] h-10 min-w-0 flex-1 bg-transparent outline-none"
          />
        </div>
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={title}
        className="min-h-40 flex-1 overflow-y-auto px-3 pb-4"
      >
        {shown.map((place) =>
          place.isSelectable ? (
            <div
              key={place.key}
              id={optionId(place)}
              role="option"
              aria-selected={place.id === currentId}
              data-active={place === active}
              onPointerMove={() => setActiveKey(place.key)}
              onClick={() => choose(place)}
              style={{ paddingInlineStart: `${0.5 + place.depth * 1.25}rem` }}
              className="data-[active=true]:bg-hover touch:min-h-11 flex min-h-9 cursor-pointer items-center gap-2 rounded-sm pr-2"
            >
              {place.icon && <span aria-hidden>{place.icon}</span>}
              <span className={cx('min-w-0 flex-1 truncate', place.id === null && 'text-muted')}>
                {place.name}
              </span>
              {place.id === currentId && <Check aria-hidden className="text-gold size-4" />}
            </div>
          ) : (
            <div
              key={place.key}
              role="presentation"
              style={{ paddingInlineStart: `${0.5 + place.depth * 1.25}rem` }}
              className="text-muted flex min-h-8 items-center gap-2 pt-1 text-sm font-medium"
            >
              {place.icon && <span aria-hidden>{place.icon}</span>}
              <span className="truncate">{place.name}</span>
            </div>
          ),
        )}
        {choices.length === 0 && <p className="text-muted px-2 py-6 text-center">{t('noPlaces')}</p>}
      </div>
    </Dialog>
  )
}
