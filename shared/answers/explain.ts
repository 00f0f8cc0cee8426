import type { LifeTask, Query } from '../commands.ts'
import { STALLED_DAYS } from './filter-rows.ts'
import { chainOf, countFact, idsOf, nameOf, RECENT_DAYS, type Scope, scopeOf, todayOf } from './scope.ts'
import type { Answer, AnswerContext, Fact } from './types.ts'
import { ANSWER_WORDS, type AnswerWords } from './words.ts'

type Explain = Extract<Query, { type: 'explain' }>
type Level = { entity: 'pillar' | 'area' | 'project'; id: string }

const MOST_NAMED = 5

/** Why something lags, how it goes, why a task ranks where it does, when it is due. */
export function explain({ entity, id, aspect }: Explain, context: AnswerContext): Answer {
  if (aspect === 'due') return due(entity, id, context)
  if (entity === 'task') return aspect === 'priority' ? rank(id, context) : due(entity, id, context)
  return aspect === 'behind' ? behind({ entity, id }, context) : progress({ entity, id }, context)
}

const titled = (words: AnswerWords, context: AnswerContext, { entity, id }: Level) =>
  words.quote(nameOf(context.life, entity, id))

/** The first few by name, the others by number. */
export function named(
  tasks: readonly LifeTask[],
  words: AnswerWords,
  describe = words.quote.bind(words),
): string {
  const shown = tasks.slice(0, MOST_NAMED).map(({ name }) => describe(name))
  const left = tasks.length - shown.length
  return words.list(left > 0 ? [...shown, words.more(left)] : shown)
}

const rowsOf = (level: Level, context: AnswerContext, tasks: readonly LifeTask[]): Answer['rows'] => {
  const own = { ...level, name: nameOf(context.life, level.entity, level.id) }
  const unique = new Map(tasks.map(({ id, name }) => [id, { entity: 'task' as const, id, name }]))
  return [own, ...unique.values()]
}

function behind(level: Level, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const scope = scopeOf(level, context)
  const { overdue, stalled, blocked } = scope
  const name = titled(words, context, level)
  const waiting = (task: string) => {
    const found = blocked.find((one) => one.name === task)
    const others = found ? chainOf(found.id, context.life) : []
    return words.waitsFor(words.quote(task), named(others, words))
  }
  const causes = [
    overdue.length > 0 && words.overdue(overdue.length, named(overdue, words)),
    stalled.length > 0 && words.stalled(stalled.length, named(stalled, words), STALLED_DAYS),
    blocked.length > 0 && words.blocked(blocked.length, named(blocked, words, waiting)),
  ].filter((cause) => cause !== false)
  const { sentence, facts } = shareOf(level, scope, context)
  return {
    text: [
      causes.length > 0 ? words.behind(name) : words.onTrack(name),
      ...causes,
      trendOf(scope, words),
      ...sentence,
    ].join(' '),
    facts: [
      countFact('overdue', overdue),
      countFact('stalled', stalled),
      countFact('blocked', blocked),
      countFact('completed_recently', scope.completedRecently),
      countFact('completed_before', scope.completedBefore),
      ...facts,
    ],
    rows: rowsOf(level, context, [...overdue, ...stalled, ...blocked]),
  }
}

const trendOf = ({ completedRecently, completedBefore }: Scope, words: AnswerWords): string =>
  words.trend({ now: completedRecently.length, before: completedBefore.length, days: RECENT_DAYS })

/** What a pillar was meant to have of the time, against what it had of all that was finished. */
function shareOf(level: Level, scope: Scope, context: AnswerContext): { sentence: string[]; facts: Fact[] } {
  const pillar = level.entity === 'pillar' && context.life.pillars.find(({ id }) => id === level.id)
  const wanted = pillar ? pillar.time_allocation_percentage : null
  const finished = scopeOf(null, context).completedRecently
  if (wanted === null || finished.length === 0) return { sentence: [], facts: [] }
  const done = Math.round((100 * scope.completedRecently.length) / finished.length)
  return {
    sentence: [ANSWER_WORDS[context.locale].share(wanted, done, RECENT_DAYS)],
    facts: [
      { code: 'share_wanted', value: wanted, ids: [level.id] },
      { code: 'share_done', value: done, ids: idsOf(finished) },
    ],
  }
}

function progress(level: Level, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const scope = scopeOf(level, context)
  const { all, open, completed, overdue, blocked } = scope
  const name = titled(words, context, level)
  if (all.length === 0)
    return { text: words.empty(name), facts: [countFact('open', [])], rows: rowsOf(level, context, []) }
  const percentage = Math.round((100 * completed.length) / all.length)
  const today = todayOf(context)
  const next = open
    .filter(({ due_on }) => due_on !== null && due_on >= today)
    .sort((a, b) => (a.due_on! < b.due_on! ? -1 : 1))[0]
  const sentences = [
    words.progress(name, completed.length, all.length, percentage),
    overdue.length > 0 && words.overdue(overdue.length, named(overdue, words)),
    blocked.length > 0 && words.blocked(blocked.length, named(blocked, words)),
    trendOf(scope, words),
    next && words.next(words.quote(next.name), words.day(next.due_on!, next.due_time?.slice(0, 5) ?? null)),
  ].filter((sentence) => typeof sentence === 'string')
  return {
    text: sentences.join(' '),
    facts: [
      countFact('open', open),
      countFact('completed', completed),
      { code: 'percentage', value: percentage, ids: idsOf(all) },
      countFact('overdue', overdue),
      countFact('blocked', blocked),
      countFact('completed_recently', scope.completedRecently),
      countFact('completed_before', scope.completedBefore),
      ...(next ? [{ code: 'due' as const, value: next.due_on!, ids: [next.id] }] : []),
    ],
    rows: rowsOf(level, context, [...overdue, ...blocked, ...(next ? [next] : [])]),
  }
}

function rank(id: string, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const name = nameOf(context.life, 'task', id)
  const rows = [{ entity: 'task' as const, id, name }]
  const place = context.ranking.findIndex((task) => task.id === id)
  const ranked = context.ranking[place]
  if (!ranked) return { text: words.noRank(words.quote(name)), facts: [], rows }
  const why = words.list(ranked.reasons.map((reason) => words.reason(reason)))
  return {
    text: words.rank(words.quote(name), place + 1, why),
    facts: [{ code: 'rank', value: place + 1, ids: [id] }],
    rows,
  }
}

function due(entity: Explain['entity'], id: string, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const name = nameOf(context.life, entity, id)
  const task = context.life.tasks.find((row) => row.id === id)
  const project = context.life.projects.find((row) => row.id === id)
  const day = task?.due_on ?? task?.deadline_on ?? project?.deadline_on ?? null
  const time = task?.due_on ? (task.due_time?.slice(0, 5) ?? null) : null
  const isDone = (task ?? project)?.status === 'completed'
  return {
    text: words.isDue(words.quote(name), day && words.day(day, time), isDone),
    facts: day ? [{ code: 'due', value: day, ids: [id] }] : [],
    rows: [{ entity, id, name }],
  }
}
