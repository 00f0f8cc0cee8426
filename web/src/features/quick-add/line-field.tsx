import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../../ui/classes.ts'
import type { Chip } from './chip-words.ts'
import { fittingNames, folded, nameAt, shortestName } from './names.ts'
import { useQuickAddText } from './quick-add-text.ts'
import type { Line } from './use-line.ts'

const MAX_LINE = 1000
const MAX_SUGGESTIONS = 6
/** One place for what the line and its mirror must share to the pixel. */
const TYPE =
  'text-lg touch:text-[1.0625rem] h-16 leading-[4rem] touch:h-18 touch:leading-[4.5rem] whitespace-pre tracking-normal'

/** An example that would be cut says nothing. */
const isNarrow = () => window.matchMedia('(max-width: 30rem)').matches

type LineFieldProps = {
  line: Line
  input: RefObject<HTMLInputElement | null>
  errorId: string | undefined
  onEnter: (shouldOpen: boolean) => void
}

/** The line itself. What was understood is marked where it stands; names are completed while they are typed. */
export function LineField({ line, input, errorId, onEnter }: LineFieldProps) {
  const text = useQuickAddText()
  const listId = useId()
  const mirror = useRef<HTMLDivElement>(null)
  const nextCaret = useRef<number | null>(null)
  const [caret, setCaret] = useState(line.text.length)
  const [position, setPosition] = useState(0)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const suggestions = useSuggestions(line, caret)
  const isOpen = suggestions !== null && suggestions.start !== closedAt
  const options = isOpen ? suggestions.options : []
  const active = options[Math.min(position, options.length - 1)]

  useLayoutEffect(() => {
    if (nextCaret.current === null) return
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current)
    nextCaret.current = null
  })

  const complete = (name: string) => {
    if (!suggestions) return
    const { start, end, sigil } = suggestions
    const written = `${sigil}${name} `
    const rest = line.text.slice(end).replace(/^ /, '')
    line.edit(line.text.slice(0, start) + written + rest)
    nextCaret.current = start + written.length
    setCaret(start + written.length)
    setPosition(0)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const { selectionStart, selectionEnd } = event.currentTarget
    const chip = line.understood.chips.find(({ end }) => end === selectionStart)
    if (event.key === 'Escape' && isOpen) {
      setClosedAt(suggestions.start)
    } else if (event.key === 'Backspace' && chip && selectionStart === selectionEnd) {
      event.preventDefault()
      line.dismiss(chip)
    } else if (active && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setPosition((options.indexOf(active) + step + options.length) % options.length)
    } else if (active && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault()
      complete(active)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onEnter(event.shiftKey || event.ctrlKey || event.metaKey)
    }
  }

  return (
    <>
      <div className="relative mr-14 ml-5">
        <div
          ref={mirror}
          aria-hidden
          className={cx(TYPE, 'pointer-events-none absolute inset-0 overflow-hidden text-transparent')}
        >
          <Marked text={line.text} chips={line.understood.chips} />
        </div>
        <input
          ref={input}
          role="combobox"
          data-autofocus
          // While names are suggested, Escape is about them.
          data-own-escape={isOpen || undefined}
          aria-label={text('field')}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${options.indexOf(active)}`}
          aria-invalid={line.error !== null || undefined}
          aria-describedby={errorId}
          placeholder={text(isNarrow() ? 'placeholderShort' : 'placeholder')}
          autoComplete="off"
          autoCapitalize="sentences"
          enterKeyHint="done"
          maxLength={MAX_LINE}
          value={line.text}
          onChange={(event) => {
            setPosition(0)
            setClosedAt(null)
            setCaret(event.target.selectionStart ?? event.target.value.length)
            line.edit(event.target.value)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) => mirror.current?.scrollTo({ left: event.currentTarget.scrollLeft })}
          onKeyDown={onKeyDown}
          className={cx(
            TYPE,
            'placeholder:text-faint relative block w-full truncate bg-transparent outline-none',
          )}
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={text('suggestions')}
        hidden={!isOpen}
        onPointerDown={(event) => event.preventDefault()}
        className="px-3 pb-1"
      >
        {options.map((name, index) => (
          <div
            key={name}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={name === active}
            onPointerMove={() => setPosition(index)}
            onClick={() => complete(name)}
            className="aria-selected:bg-hover touch:min-h-11 flex min-h-9 cursor-pointer items-center rounded-sm px-2 text-sm"
          >
            <span className="truncate">
              {suggestions?.sigil}
              {name}
            </span>
          </div>
        ))}
      </div>
    </>
  )
}

function Marked({ text, chips }: { text: string; chips: readonly Chip[] }) {
  return chips.map(({ start, end }, index) => (
    <span key={start}>
      {text.slice(chips[index - 1]?.end ?? 0, start)}
      <mark className="bg-gold-soft-strong ring-gold-soft-strong rounded-[4px] text-transparent ring-1">
        {text.slice(start, end)}
      </mark>
      {index === chips.length - 1 && text.slice(end)}
    </span>
  ))
}

/** Known names that go on from what stands at the caret; none once a whole name stands there. */
function useSuggestions({ text, names }: Line, caret: number) {
  const token = nameAt(text, caret)
  if (!token) return null
  const known = token.kind === 'project' ? names.projects : names.labels
  const written = token.kind === 'project' ? known.map((path) => shortestName(path, known)) : known
  const isWhole = [...known, ...written].some((name) => folded(name) === folded(token.name))
  const fitting = isWhole ? [] : fittingNames(known, token.name, MAX_SUGGESTIONS)
  if (fitting.length === 0) return null
  const options = token.kind === 'project' ? fitting.map((path) => shortestName(path, known)) : fitting
  return { start: token.start, end: token.end, sigil: text.charAt(token.start), options }
}
