import {
  addDays,
  addMonths,
  type Day,
  lastDayOfMonth,
  monthOf,
  startOfWeek,
  weekdayOf,
  yearOf,
} from '../import/calendar-day.ts'
import { keyOfPhrase, phrases } from './lexicon.ts'
import { textOf, type Token } from './message.ts'
import { matchPattern, toPattern } from './pattern.ts'
import type { Scene } from './scene.ts'
import { readWhen, todayOf } from './when.ts'
import type { PeriodName } from './words/language.ts'

export interface Period {
  from: Day
  to: Day
}

const SATURDAY = 6

/** "this week", "the next 3 days", "friday". */
export function readPeriod(tokens: readonly Token[], scene: Scene): Period | null {
  const { language } = scene.lexicon
  const today = todayOf(scene.context)
  const name = keyOfPhrase(tokens, language.periods)
  if (name) return named(name, today, scene.context.week_start === 'sun' ? 7 : 1)
  for (const template of language.nextDays) {
    for (const { n } of matchPattern(toPattern(template), tokens)) {
      const count = readNumber(n!, scene)
      if (count !== null && count <= 366) return { from: today, to: addDays(today, count - 1) }
    }
  }
  const when = readWhen(textOf(scene.message, tokens), scene.context)
  return when?.day && !when.time && !when.rule ? { from: when.day, to: when.day } : null
}

/** A whole number from 1, in digits or as a word up to twelve. */
export function readNumber(tokens: readonly Token[], scene: Scene): number | null {
  const [only] = tokens
  if (!only || tokens.length > 1 || only.isQuoted) return null
  if (/^[1-9]\d{0,2}$/.test(only.word)) return Number(only.word)
  const place = scene.lexicon.language.numbers.findIndex((choice) =>
    phrases(choice).some(([word]) => word === only.word),
  )
  return place >= 0 ? place + 2 : null
}

function named(name: PeriodName, today: Day, weekStart: number): Period {
  const week = (offset: number): Period => {
    const from = addDays(startOfWeek(today, weekStart), offset * 7)
    return { from, to: addDays(from, 6) }
  }
  const month = (offset: number): Period => {
    const first = addMonths(`${today.slice(0, 8)}01`, offset)
    return { from: first, to: `${first.slice(0, 8)}${lastDayOfMonth(yearOf(first), monthOf(first))}` }
  }
  const single = (offset: number): Period => ({ from: addDays(today, offset), to: addDays(today, offset) })
  switch (name) {
    case 'today':
      return single(0)
    case 'tomorrow':
      return single(1)
    case 'yesterday':
      return single(-1)
    case 'thisWeek':
      return week(0)
    case 'nextWeek':
      return week(1)
    case 'lastWeek':
      return week(-1)
    case 'thisMonth':
      return month(0)
    case 'nextMonth':
      return month(1)
    case 'lastMonth':
      return month(-1)
    case 'thisWeekend': {
      const weekday = weekdayOf(today)
      const saturday = addDays(today, weekday === 7 ? -1 : SATURDAY - weekday)
      return { from: saturday, to: addDays(saturday, 1) }
    }
  }
}
