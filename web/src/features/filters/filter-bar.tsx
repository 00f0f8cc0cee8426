import { useQuery } from '@tanstack/react-query'
import { ListFilter, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Filter, Term } from '../../../../shared/filters/filter.ts'
import { type FilterError, parseFilter } from '../../../../shared/filters/parse.ts'
import { printFilter } from '../../../../shared/filters/print.ts'
import { type Command, useCommands } from '../../lib/commands.ts'
import { useAppLocale } from '../../lib/i18n/locale.ts'
import { areaQueries, labelQueries, pillarQueries, projectQueries } from '../../lib/plan-queries.ts'
import { useClock, useToday } from '../../lib/profile.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ConditionChips } from './condition-chips.tsx'
import { conditionPlaces, readTerm } from './condition-places.ts'
import { useFilterText } from './filter-text.ts'
import { SavedFiltersMenu } from './saved-filters-menu.tsx'
import type { Wording } from './term-text.ts'

const PlaceDialog = lazy(() =>
  import('../../ui/place-dialog.tsx').then(({ PlaceDialog }) => ({ default: PlaceDialog })),
)

/** The address follows the typing at a distance: each change of it costs a little. */
const SETTLE_MS = 150

type FilterBarProps = { text: string; onText: (text: string) => void }

/** What is typed now, and what the address says as soon as nobody types. */
function useTypedText(text: string, onText: (text: string) => void) {
  const [typed, setTyped] = useState<string | null>(null)

  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => {
      onText(typed)
      setTyped(null)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [typed, onText])

  return { shown: typed ?? text, setTyped }
}

/** The filter as text and as chips; whichever is changed, the other follows. */
export function FilterBar({ text, onText }: FilterBarProps) {
  const t = useFilterText()
  const id = useId()
  const language = useAppLocale()
  const { locale } = useClock()
  const today = useToday()
  const input = useRef<HTMLInputElement>(null)
  const { shown, setTyped } = useTypedText(text, onText)
  const parsed = useMemo(() => parseFilter(shown), [shown])
  const wording = useMemo((): Wording => ({ t, today, locale }), [t, today, locale])
  const [ask, setAsk] = useState<{ then: (term: Term) => void } | null>(null)
  const hasError = 'error' in parsed

  const write = (filter: Filter) => setTyped(printFilter(filter, language))
  const commands = useMemo(
    (): Command[] => [
      {
        id: 'filter',
        label: t('command'),
        group: 'view',
        keys: 'shift+f',
        icon: ListFilter,
        run: () => input.current?.focus(),
      },
    ],
    [t],
  )
  useCommands(commands)

  return (
    <div role="search" aria-label={t('title')}>
      <div className="flex items-center gap-2">
        <div className="border-control bg-surface focus-within:border-focus focus-within:outline-focus has-aria-invalid:border-danger touch:h-11 flex h-10 min-w-0 flex-1 items-center gap-2 rounded-md border pl-3 focus-within:outline-2 focus-within:-outline-offset-1">
          <ListFilter aria-hidden className="text-muted size-4 shrink-0" strokeWidth={1.75} />
          <input
            ref={input}
            value={shown}
            aria-label={t('title')}
            aria-invalid={hasError || undefined}
            aria-describedby={hasError ? `${id}-error` : undefined}
            placeholder={t('placeholder')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="search"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              if (shown) setTyped('')
              else event.currentTarget.blur()
            }}
            className="placeholder:text-faint touch:text-[1rem] h-full min-w-0 flex-1 bg-transparent text-ellipsis outline-none"
          />
          {shown && (
            <IconButton
              icon={X}
              size="sm"
              label={t('clear')}
              className="mr-1"
              onClick={() => {
                setTyped('')
                input.current?.focus()
              }}
            />
          )}
        </div>
        <SavedFiltersMenu text={shown} onText={setTyped} />
      </div>
      <div className="touch:min-h-11 mt-1.5 min-h-8 pr-24">
        {hasError ? (
          <Fault id={`${id}-error`} text={shown} error={parsed} />
        ) : (
          <ConditionChips
            filter={parsed.ast}
            wording={wording}
            onChange={write}
            onAsk={(then) => setAsk({ then })}
          />
        )}
      </div>
      {ask && (
        <Suspense>
          <ConditionDialog
            wording={wording}
            onChoose={ask.then}
            onClose={() => setAsk(null)}
            onReturnFocus={() => input.current?.focus()}
          />
        </Suspense>
      )}
    </div>
  )
}

/** Why the text cannot be read, with the place marked. */
function Fault({ id, text, error }: { id: string; text: string; error: FilterError }) {
  const t = useFilterText()
  const { position, found } = error
  const end = position + Math.max(found.length, 1)
  return (
    <p id={id} role="status" className="text-danger flex min-h-8 flex-wrap items-center gap-x-3 text-sm">
      <span>{t(`errors.${error.error}`, { found })}</span>
      <span className="text-muted max-w-full truncate font-mono text-xs">
        {text.slice(0, position)}
        <mark className="bg-danger-soft text-danger rounded-[3px] px-0.5 underline decoration-wavy">
          {text.slice(position, end) || ' '}
        </mark>
        {text.slice(end)}
      </span>
      <span className="sr-only">{t('errorAt', { position: position + 1 })}</span>
    </p>
  )
}

type ConditionDialogProps = {
  wording: Wording
  onChoose: (term: Term) => void
  onClose: () => void
  onReturnFocus: () => void
}

function ConditionDialog({ wording, onChoose, onClose, onReturnFocus }: ConditionDialogProps) {
  const { data: pillars = [] } = useQuery(pillarQueries.all())
  const { data: areas = [] } = useQuery(areaQueries.all())
  const { data: projects = [] } = useQuery(projectQueries.all())
  const { data: labels = [] } = useQuery(labelQueries.all())

  return (
    <PlaceDialog
      title={wording.t('addCondition')}
      searchLabel={wording.t('searchConditions')}
      places={conditionPlaces({ pillars, areas, projects, labels }, wording)}
      currentId={NO_CONDITION}
      onChoose={({ id }) => {
        const term = id === null ? null : readTerm(id)
        if (term) onChoose(term)
      }}
      onClose={onClose}
      onReturnFocus={onReturnFocus}
    />
  )
}

const NO_CONDITION = ''
