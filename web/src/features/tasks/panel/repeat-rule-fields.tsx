import { useId } from 'react'
import { addDays, type Day, weekdayOf } from '../../../lib/dates.ts'
import { useClock, useProfile } from '../../../lib/profile.ts'
import { cx } from '../../../ui/classes.ts'
import { controlClass, SelectField } from '../../../ui/field.tsx'
import {
  draftFrom,
  MAX_INTERVAL,
  type MonthDay,
  type RepeatDraft,
  WEEKDAY_CODES,
  weekOfMonth,
} from '../recurrence.ts'
import { NumberInput } from './number-input.tsx'
import { usePanelText } from './panel-text.ts'
import { monthDayText, nameOfWeekday } from './repeat-words.ts'

type RuleFieldProps = { draft: RepeatDraft; onChange: (part: Partial<RepeatDraft>) => void }

/** "Every 2 weeks" */
export function EveryField({ draft, onChange }: RuleFieldProps) {
  const t = usePanelText()
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {t('repeat.every')}
      </label>
      <NumberInput
        id={id}
        value={draft.interval}
        max={MAX_INTERVAL}
        onChange={(interval) => onChange({ interval })}
        className={cx(controlClass, 'max-w-20 tabular-nums')}
      />
      <span className="text-muted">{t(`repeat.units.${draft.frequency}`, { count: draft.interval })}</span>
    </div>
  )
}

/** The days of a weekly rule, in the order of the person's week; one always stays. */
export function WeekdayFields({ draft, onChange }: RuleFieldProps) {
  const t = usePanelText()
  const { locale } = useClock()
  const { week_start } = useProfile()
  const codes = WEEKDAY_CODES.map((_, index) => WEEKDAY_CODES[(week_start + index) % 7] ?? 'MO')

  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('repeat.weekdays')}</legend>
      <div className="grid max-w-sm grid-cols-7 gap-1">
        {codes.map((code) => {
          const isOn = draft.weekdays.includes(code)
          return (
            <label
              key={code}
              className="border-control has-checked:bg-gold-soft-strong has-checked:border-gold has-focus-visible:outline-focus touch:h-11 relative grid h-9 cursor-pointer place-items-center rounded-full border text-sm has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
            >
              <input
                type="checkbox"
                aria-label={nameOfWeekday(code, locale)}
                checked={isOn}
                onChange={() => {
                  const weekdays = WEEKDAY_CODES.filter((other) =>
                    other === code ? !isOn : draft.weekdays.includes(other),
                  )
                  if (weekdays.length > 0) onChange({ weekdays })
                }}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              <span aria-hidden>{nameOfWeekday(code, locale, 'short')}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

const isSameDay = (a: MonthDay, b: MonthDay) => JSON.stringify(a) === JSON.stringify(b)

/** The days of a month that the due day suggests: its number, its place among its weekdays, and the ends. */
function monthDays(dueOn: Day, current: MonthDay): MonthDay[] {
  const weekday = WEEKDAY_CODES[weekdayOf(dueOn)] ?? 'MO'
  const isInLastWeek = addDays(dueOn, 7).slice(5, 7) !== dueOn.slice(5, 7)
  const week = weekOfMonth(dueOn)
  const likely: MonthDay[] = [
    draftFrom(dueOn).monthDay,
    ...(week !== -1 ? [{ kind: 'weekday' as const, week, weekday }] : []),
    ...(isInLastWeek || week === -1 ? [{ kind: 'weekday' as const, week: -1 as const, weekday }] : []),
    { kind: 'last-day' },
  ]
  return likely.some((day) => isSameDay(day, current)) ? likely : [current, ...likely]
}

/** Which day of the month a monthly rule means. */
export function MonthDayField({ draft, dueOn, onChange }: RuleFieldProps & { dueOn: Day }) {
  const t = usePanelText()
  const { locale } = useClock()
  const days = monthDays(dueOn, draft.monthDay)
  return (
    <SelectField
      label={t('repeat.monthDay')}
      value={days.findIndex((day) => isSameDay(day, draft.monthDay))}
      onChange={(event) => {
        const monthDay = days[Number(event.target.value)]
        if (monthDay) onChange({ monthDay })
      }}
      hint={
        draft.monthDay.kind === 'day' && draft.monthDay.day > 28
          ? t('repeat.shortMonths', { day: draft.monthDay.day })
          : undefined
      }
    >
      {days.map((day, index) => (
        <option key={JSON.stringify(day)} value={index}>
          {monthDayText(day, t, locale)}
        </option>
      ))}
    </SelectField>
  )
}
