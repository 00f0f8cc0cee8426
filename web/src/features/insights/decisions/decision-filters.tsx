import { Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { INSIGHT_TYPES } from '../../../../../shared/hrm/kinds.ts'
import { daysText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { controlClass, Select } from '../../../ui/field.tsx'
import { FilterChip } from '../filter-chip.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { type DecisionsSearch, KINDS, kindsIn, toggleKind } from './decisions-search.ts'

/** So long after the last letter it searches. */
const SEARCH_MS = 250

/** What takes every filter away. */
export const NO_FILTER = {
  ...{ kinds: undefined, type: undefined, rule: undefined, from: undefined, until: undefined, q: undefined },
}

export const isFiltered = ({ kinds, type, rule, from, q }: DecisionsSearch): boolean =>
  [kinds, type, rule, from, q].some((value) => value !== undefined)

type DecisionFiltersProps = { search: DecisionsSearch; onSearch: (change: Partial<DecisionsSearch>) => void }

/** What narrows the decisions down; all of it stands in the address. */
export function DecisionFilters({ search, onSearch }: DecisionFiltersProps) {
  const t = useInsightsText()
  const { locale } = useClock()
  const { kinds, type, rule, from, until } = search
  const chosen = kindsIn(kinds)

  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <WordsField key={search.q === undefined ? 'none' : 'some'} words={search.q} onSearch={onSearch} />
        <Select
          aria-label={t('filters.type')}
          value={type ?? ''}
          onChange={({ target }) => onSearch({ type: INSIGHT_TYPES.find((known) => known === target.value) })}
        >
          <option value="">{t('decisions.anyType')}</option>
          {INSIGHT_TYPES.map((known) => (
            <option key={known} value={known}>
              {t(`types.${known}`)}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <div role="group" aria-label={t('decisions.kind')} className="contents">
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={chosen.includes(kind)}
              onClick={() => onSearch({ kinds: toggleKind(kinds, kind) })}
              className="border-line text-muted hover:bg-hover aria-pressed:border-gold-fill aria-pressed:bg-gold-soft aria-pressed:text-ink touch:h-11 h-8 rounded-full border px-3 text-sm transition-colors duration-100"
            >
              {t(`decisions.kinds.${kind}`)}
            </button>
          ))}
        </div>
        {from && until && (
          <FilterChip
            label={daysText(from, until, locale)}
            onClear={() => onSearch({ from: undefined, until: undefined })}
          />
        )}
        {rule && (
          <FilterChip
            label={ruleName({ rule_code: rule }, t)}
            onClear={() => onSearch({ rule: undefined })}
          />
        )}
        {isFiltered(search) && (
          <Button variant="quiet" size="sm" onClick={() => onSearch(NO_FILTER)}>
            <X aria-hidden className="size-4" strokeWidth={1.75} />
            {t('filters.clear')}
          </Button>
        )}
      </div>
    </div>
  )
}

function WordsField({ words = '', onSearch }: { words?: string } & Pick<DecisionFiltersProps, 'onSearch'>) {
  const t = useInsightsText()
  const [draft, setDraft] = useState(words)

  useEffect(() => {
    if (draft.trim() === words.trim()) return
    const timer = setTimeout(() => onSearch({ q: draft.trim() || undefined }), SEARCH_MS)
    return () => clearTimeout(timer)
  }, [draft, words, onSearch])

  return (
    <div className="relative">
      <Search
        aria-hidden
        className="text-faint absolute top-1/2 left-3 size-4 -translate-y-1/2"
        strokeWidth={1.75}
      />
      <input
        type="search"
        aria-label={t('decisions.search')}
        placeholder={t('decisions.search')}
        value={draft}
        maxLength={100}
        onChange={({ target }) => setDraft(target.value)}
        className={`${controlClass} pl-9`}
      />
    </div>
  )
}
