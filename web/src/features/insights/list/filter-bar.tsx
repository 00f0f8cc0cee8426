import { ListFilter, X } from 'lucide-react'
import { useId, useState } from 'react'
import { ENTITY_TYPES, INSIGHT_TYPES } from '../../../../../shared/hrm/kinds.ts'
import { daysText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { SwitchRow } from '../../../ui/switch-row.tsx'
import {
  CONFIDENCES,
  countFilters,
  type InsightsSearch,
  NO_FILTER,
  SHOWN,
  type Shown,
  tagsIn,
  toggleTag,
} from '../insights-search.ts'
import { useInsightsText } from '../insights-text.ts'
import { FilterChip } from '../filter-chip.tsx'
import { ruleName } from '../rule-names.ts'
import { plainKey } from '../words.ts'

type FilterBarProps = {
  search: InsightsSearch
  /** All there are to choose from. */
  tags: readonly string[]
  onSearch: (change: Partial<InsightsSearch>) => void
}

/** What is shown, and what narrows it down; all of it stands in the address. */
export function FilterBar({ search, tags, onSearch }: FilterBarProps) {
  const t = useInsightsText()
  const panelId = useId()
  const count = countFilters(search)
  const [isOpen, setIsOpen] = useState(false)
  const { locale } = useClock()
  const { from, until, rule } = search
  // Days stand beside the choices, as one more that is chosen.
  const shown: Shown | null = from ? null : (search.show ?? 'open')

  return (
    <div className="mb-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <RadioRow
          legend={t('filters.show')}
          isLegendHidden
          value={shown}
          options={SHOWN.map((value) => ({ value, label: t(`filters.shown.${value}`) }))}
          onChange={(value) =>
            onSearch({ show: value === 'open' ? undefined : value, from: undefined, until: undefined })
          }
        />
        {from && until && (
          <FilterChip
            label={t('filters.told', { days: daysText(from, until, locale) })}
            onClear={() => onSearch({ from: undefined, until: undefined })}
          />
        )}
        {rule && (
          <FilterChip
            label={ruleName({ rule_code: rule }, t)}
            onClear={() => onSearch({ rule: undefined })}
          />
        )}
        <Button
          variant="quiet"
          size="sm"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ListFilter aria-hidden className="size-4" strokeWidth={1.75} />
          {count > 0 ? t('filters.count', { count }) : t('filters.title')}
        </Button>
        {count > 0 && (
          <Button variant="quiet" size="sm" onClick={() => onSearch(NO_FILTER)}>
            <X aria-hidden className="size-4" strokeWidth={1.75} />
            {t('filters.clear')}
          </Button>
        )}
      </div>
      {isOpen && (
        <div
          id={panelId}
          className="border-line bg-surface shadow-card mt-3 grid gap-x-5 gap-y-4 rounded-lg border p-4 sm:grid-cols-3"
        >
          <SelectField
            label={t('filters.type')}
            value={search.type ?? ''}
            onChange={({ target }) => onSearch({ type: INSIGHT_TYPES.find((type) => type === target.value) })}
          >
            <option value="">{t('filters.any')}</option>
            {INSIGHT_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`types.${type}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('filters.about')}
            value={search.about ?? ''}
            onChange={({ target }) =>
              onSearch({ about: ENTITY_TYPES.find((known) => known === target.value) })
            }
          >
            <option value="">{t('filters.any')}</option>
            {ENTITY_TYPES.map((entity) => (
              <option key={entity} value={entity}>
                {t(`entities.${entity}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t('filters.confidence')}
            value={search.min ?? ''}
            onChange={({ target }) =>
              onSearch({ min: CONFIDENCES.find((known) => String(known) === target.value) })
            }
          >
            <option value="">{t('filters.any')}</option>
            {CONFIDENCES.map((percent) => (
              <option key={percent} value={percent}>
                {t('filters.atLeast', { percent })}
              </option>
            ))}
          </SelectField>
          <div className="sm:col-span-3">
            <SwitchRow
              label={t('filters.pinned')}
              isOn={search.pinned === true}
              onChange={(isOn) => onSearch({ pinned: isOn || undefined })}
            />
            {tags.length > 0 && <Tags tags={tags} search={search} onSearch={onSearch} />}
          </div>
        </div>
      )}
    </div>
  )
}

function Tags({ tags, search, onSearch }: FilterBarProps) {
  const t = useInsightsText()
  const chosen = tagsIn(search.tags)
  return (
    <div role="group" aria-label={t('filters.tags')} className="mt-2 flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={chosen.includes(tag)}
          onClick={() => onSearch({ tags: toggleTag(search.tags, tag) })}
          className="border-line text-muted hover:bg-hover aria-pressed:border-gold-fill aria-pressed:bg-gold-soft aria-pressed:text-ink touch:h-11 h-8 rounded-full border px-3 text-sm transition-colors duration-100"
        >
          {tagName(tag, t)}
        </button>
      ))}
    </div>
  )
}

const KNOWN_TAGS = ['high_confidence', 'high_impact', 'urgent', 'critical'] as const

function tagName(tag: string, t: ReturnType<typeof useInsightsText>): string {
  const known = KNOWN_TAGS.find((candidate) => candidate === tag)
  return known ? t(`tags.${known}`) : plainKey(tag)
}
