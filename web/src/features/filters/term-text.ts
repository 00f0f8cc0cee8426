import type { DayPoint, DayTest, Term } from '../../../../shared/filters/filter.ts'
import type { Day } from '../../lib/dates.ts'
import { minutesText, shortDay } from '../../lib/format.ts'
import type { FilterTranslate } from './filter-text.ts'

/** What a sentence about a condition needs beside the words. */
export type Wording = { t: FilterTranslate; today: Day; locale: string }

/** A condition as people say it. */
export function termText(term: Term, wording: Wording): string {
  const { t } = wording
  const named = (what: string, value: string | null) => t('named', { what, value: value ?? t('none') })
  switch (term.kind) {
    case 'text':
      return t('contains', { text: term.text })
    case 'place':
      return named(t(`levels.${term.level}`), term.name)
    case 'label':
      return named(t('label'), term.name)
    case 'priority':
      return named(t('priority'), t(`priorities.${term.priority}`))
    case 'status':
      return named(t('status'), t(`statuses.${term.status}`))
    case 'energy':
      return named(t('energy'), term.energy && t(`energies.${term.energy}`))
    case 'is':
      return t(`traits.${term.trait}`)
    case 'day':
      return named(t(`days.${term.field}`), dayTestText(term.test, wording))
    case 'duration':
      if (term.operator === 'none') return named(t('duration'), null)
      return named(
        t('duration'),
        t(`compared.${OPERATOR_KEYS[term.operator]}`, { value: minutesText(term.minutes) }),
      )
  }
}

const OPERATOR_KEYS = { '=': 'equal', '<': 'less', '<=': 'most', '>': 'more', '>=': 'least' } as const

function dayTestText(test: DayTest, wording: Wording): string {
  const { t } = wording
  switch (test.kind) {
    case 'overdue':
    case 'none':
    case 'any':
      return t(`tests.${test.kind}`)
    case 'between':
      if (!test.from) return t('tests.most', { day: test.to ? pointText(test.to, wording) : '' })
      if (!test.to) return t('tests.least', { day: pointText(test.from, wording) })
      return t('tests.between', { from: pointText(test.from, wording), to: pointText(test.to, wording) })
    case 'compare': {
      const { operator, point } = test
      const days = point.unit === 'date' ? 0 : point.count * (point.unit === 'week' ? 7 : 1)
      if (operator === '<=' && days > 1) return t('tests.within', { days })
      if (operator === '>=' && days < -1) return t('tests.last', { days: -days })
      return t(`tests.${OPERATOR_KEYS[operator]}`, { day: pointText(point, wording) })
    }
  }
}

function pointText(point: DayPoint, { t, today, locale }: Wording): string {
  if (point.unit === 'date') return shortDay(point.day, today, locale)
  const days = point.count * (point.unit === 'week' ? 7 : 1)
  if (days === 0) return t('points.today')
  if (days === 1) return t('points.tomorrow')
  if (days === -1) return t('points.yesterday')
  return days > 0 ? t('points.ahead', { days }) : t('points.ago', { days: -days })
}
