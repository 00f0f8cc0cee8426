import { useId } from 'react'
import { addDays, type Day } from '../../../lib/dates.ts'
import { cx } from '../../../ui/classes.ts'
import { controlClass } from '../../../ui/field.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { MAX_COUNT, type RepeatDraft } from '../recurrence.ts'
import { NumberInput } from './number-input.tsx'
import { usePanelText } from './panel-text.ts'

type RepeatEndFieldsProps = {
  draft: RepeatDraft
  dueOn: Day
  onChange: (part: Partial<RepeatDraft>) => void
}

const DEFAULT_COUNT = 10
const DEFAULT_DAYS = 90

/** Until when it comes back: for good, up to a day, or so many times. */
export function RepeatEndFields({ draft, dueOn, onChange }: RepeatEndFieldsProps) {
  const t = usePanelText()
  const id = useId()
  const { end } = draft

  const choose = (kind: RepeatDraft['end']['kind']) => {
    if (kind === 'never') onChange({ end: { kind } })
    else if (kind === 'on') onChange({ end: { kind, day: addDays(dueOn, DEFAULT_DAYS) } })
    else onChange({ end: { kind, count: DEFAULT_COUNT } })
  }

  return (
    <div className="flex flex-wrap items-end gap-3">
      <RadioRow
        legend={t('repeat.ends')}
        value={end.kind}
        options={[
          { value: 'never', label: t('repeat.endsNever') },
          { value: 'on', label: t('repeat.endsOn') },
          { value: 'after', label: t('repeat.endsAfter') },
        ]}
        onChange={choose}
      />
      {end.kind === 'on' && (
        <input
          type="date"
          aria-label={t('repeat.lastDay')}
          min={dueOn}
          max="2199-12-31"
          value={end.day}
          onChange={(event) => {
            if (/^(20|21)\d\d-/.test(event.target.value))
              onChange({ end: { kind: 'on', day: event.target.value } })
          }}
          className={cx(controlClass, 'max-w-44 tabular-nums')}
        />
      )}
      {end.kind === 'after' && (
        <span className="flex items-center gap-2">
          <NumberInput
            id={id}
            label={t('repeat.count')}
            value={end.count}
            max={MAX_COUNT}
            onChange={(count) => onChange({ end: { kind: 'after', count } })}
            className={cx(controlClass, 'max-w-20 tabular-nums')}
          />
          <span className="text-muted">{t('repeat.timesUnit', { count: end.count })}</span>
        </span>
      )}
    </div>
  )
}
