import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cx } from './classes.ts'

export type Suggestion = { id: string; name: string }

type SuggestProps = {
  label: string
  text: string
  onText: (text: string) => void
  options: readonly Suggestion[]
  /** Said when a search finds nothing. */
  emptyText?: string | null
  onChoose: (option: Suggestion) => void
}

/** A text field with suggestions below it: the combobox pattern, inline, so that it works inside dialogs and on phones. */
export function Suggest({ label, text, onText, options, emptyText, onChoose }: SuggestProps) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [hasFocus, setHasFocus] = useState(false)
  const [position, setPosition] = useState(0)
  const isOpen = hasFocus && (options.length > 0 || Boolean(emptyText))
  const active = options[Math.min(position, options.length - 1)]

  // At the lower edge of a panel it would open out of sight.
  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])

  const choose = (option: Suggestion | undefined) => {
    if (!option) return
    setPosition(0)
    onChoose(option)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setPosition((current) => (current + step + options.length) % Math.max(options.length, 1))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (isOpen) choose(active)
    } else if (event.key === 'Escape' && text) {
      event.stopPropagation()
      event.preventDefault()
      onText('')
    }
  }

  return (
    <div className="relative">
      <input
        role="combobox"
        aria-label={label}
        data-own-escape={text ? true : undefined}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active ? `${listId}-${active.id}` : undefined}
        autoComplete="off"
        value={text}
        placeholder={label}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        onChange={(event) => {
          setPosition(0)
          onText(event.target.value)
        }}
        onKeyDown={onKeyDown}
        className="placeholder:text-faint hover:bg-hover focus:bg-surface touch:h-11 touch:text-[1rem] h-9 w-full rounded-sm bg-transparent px-2 outline-offset-0"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={label}
        hidden={!isOpen}
        // Keeps the focus in the field while an option is pressed.
        onPointerDown={(event) => event.preventDefault()}
        className="bg-raised shadow-popover absolute inset-x-0 top-full z-10 mt-1 max-h-56 overflow-y-auto rounded-md p-1"
      >
        {options.map((option) => (
          <div
            key={option.id}
            id={`${listId}-${option.id}`}
            role="option"
            aria-selected={option === active}
            onClick={() => choose(option)}
            className={cx(
              'touch:min-h-11 flex min-h-9 cursor-pointer items-center rounded-sm px-2.5 text-sm',
              option === active && 'bg-hover',
            )}
          >
            <span className="truncate">{option.name}</span>
          </div>
        ))}
        {options.length === 0 && emptyText && <p className="text-muted px-2.5 py-2 text-sm">{emptyText}</p>}
      </div>
    </div>
  )
}
