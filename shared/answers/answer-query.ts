import { type Entity, namesOf, TABLES } from '../commands/life.ts'
import type { Query } from '../commands.ts'
import { fold } from '../quick-add/line.ts'
import { explain } from './explain.ts'
import { compileFilter, isBlocked } from './filter-rows.ts'
import { countFact, dayOf, nameOf, todayOf } from './scope.ts'
import type { Answer, AnswerContext } from './types.ts'
import { ANSWER_WORDS } from './words.ts'

export type { Answer, AnswerContext, Fact, FactCode, RankReason } from './types.ts'
export type { AnswerLocale } from './words.ts'

type Of<Type extends Query['type']> = Extract<Query, { type: Type }>

const MOST_LISTED = 10
const FOUND = ['pillar', 'area', 'project', 'task'] as const

/**
 * Answers a question about a life without a model, from its rows alone: sentences in English or German, every number
 * of them with the rows it rests on. Deterministic; never throws.
 */
export function answerQuery(query: Query, context: AnswerContext): Answer {
  switch (query.type) {
    case 'first':
      return first(query, context)
    case 'list':
    case 'count':
      return selected(query, context)
    case 'find':
      return find(query, context)
    case 'explain':
      return explain(query, context)
  }
}

function first({ limit }: Of<'first'>, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const best = context.ranking.slice(0, limit)
  const rows = best.map(({ id }) => ({ entity: 'task' as const, id, name: nameOf(context.life, 'task', id) }))
  if (best.length === 0) return { text: words.nothingToDo, facts: [], rows }
  const lines = best.map(({ reasons }, place) => {
    // "Nothing in its way" is true of nearly everything.
    const telling = reasons.length > 1 ? reasons.filter(({ code }) => code !== 'ready') : reasons
    const why = words.list(telling.map((reason) => words.reason(reason)))
    const name = words.quote(rows[place]!.name)
    return limit === 1 ? words.startWith(name, why) : `${place + 1}. ${name}: ${why}`
  })
  return {
    text: lines.join('\n'),
    facts: rows.map(({ id }, place) => ({ code: 'rank', value: place + 1, ids: [id] })),
    rows,
  }
}

function rowsFor({ filter }: Of<'list' | 'count'>, context: AnswerContext) {
  const { life } = context
  const { entity, within } = filter
  const today = todayOf(context)
  if (entity === 'task') {
    const test = compileFilter(filter, {
      life,
      today,
      blocked: isBlocked(life),
      dayOf: (instant) => dayOf(instant, context),
    })
    return life.tasks
      .filter(test)
      .sort((a, b) => (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999'))
      .map((task) => ({ entity, id: task.id, name: task.name, day: task.due_on, time: task.due_time }))
  }
  const areas = new Set(
    life.areas
      .filter(({ id, pillar_id }) =>
        within?.entity === 'area'
          ? id === within.id
          : within?.entity === 'pillar'
            ? pillar_id === within.id
            : true,
      )
      .map(({ id }) => id),
  )
  const isThere: Record<
    Exclude<typeof entity, 'task'>,
    (row: { id: string; area_id?: string | null }) => boolean
  > = {
    pillar: ({ id }) => within?.entity !== 'pillar' || id === within.id,
    area: ({ id }) => areas.has(id),
    project: ({ area_id }) => !within || (area_id !== null && area_id !== undefined && areas.has(area_id)),
  }
  const isPast = (row: { status?: string; archived: boolean }) => row.archived || row.status === 'completed'
  return life[TABLES[entity]]
    .filter((row) => isThere[entity](row) && isPast(row) === (filter.state === 'completed'))
    .map(({ id, name }) => ({ entity, id, name, day: null, time: null }))
}

function selected(query: Of<'list' | 'count'>, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const found = rowsFor(query, context)
  const { entity, state = 'open', within } = query.filter
  const facts = [countFact('matches', found)]
  const rows = found.map(({ entity: kind, id, name }) => ({ entity: kind as Entity, id, name }))
  const place =
    within && within.entity !== 'inbox' ? words.quote(nameOf(context.life, within.entity, within.id)) : null
  if (query.type === 'count') return { text: words.count(found.length, state, place, entity), facts, rows }
  const lines = found.slice(0, MOST_LISTED).map(({ name, day, time }) => {
    return `- ${name}${day ? ` (${words.day(day, time?.slice(0, 5) ?? null)})` : ''}`
  })
  const left = found.length - lines.length
  return {
    text: [
      words.count(found.length, state, place, entity),
      ...lines,
      ...(left > 0 ? [words.more(left)] : []),
    ].join('\n'),
    facts,
    rows,
  }
}

function find({ text }: Of<'find'>, context: AnswerContext): Answer {
  const words = ANSWER_WORDS[context.locale]
  const wanted = fold(text).split(' ').filter(Boolean)
  const rows = FOUND.flatMap((entity) =>
    namesOf(context.life, entity)
      .filter(({ name }) => wanted.every((word) => fold(name).includes(word)))
      .map(({ id, name }) => ({ entity, id, name })),
  )
  const facts = [countFact('matches', rows)]
  if (rows.length === 0) return { text: words.nothingFound(text), facts, rows }
  const lines = rows.slice(0, MOST_LISTED).map(({ name }) => `- ${name}`)
  const left = rows.length - lines.length
  return { text: [...lines, ...(left > 0 ? [words.more(left)] : [])].join('\n'), facts, rows }
}
