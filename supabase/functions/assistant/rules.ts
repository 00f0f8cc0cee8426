import { answerQuery } from '../../../shared/answers/answer-query.ts'
import type { Scene } from '../../../shared/assistant/scene.ts'
import { type ChangeCommand, previewCommands } from '../../../shared/commands.ts'
import { referencesOf } from '../../../shared/commands/references.ts'
import { type Entity, namesOf } from '../../../shared/commands/life.ts'
import { understand } from '../../../shared/understanding/understand.ts'
import type { Understanding } from '../../../shared/understanding/types.ts'
import { plainReply, type Exchange, type Reply } from './exchange.ts'
import { WORDS } from './words.ts'

/** What a message means by rules alone. */
export function hear(
  { request, receivedAt }: Pick<Exchange, 'request' | 'receivedAt'>,
  scene: Scene,
): Understanding {
  return understand(request.message, {
    now: receivedAt.toISOString(),
    tz: scene.profile.time_zone,
    locale: scene.profile.locale,
    week_start: scene.profile.week_start === 0 ? 'sun' : 'mon',
    life: scene.life,
    ...(request.focus && { focus: request.focus }),
  })
}

/** The answer of rules to what they understood; null when they did not. */
export function replyByRules(understood: Understanding, scene: Scene, now: Date): Reply | null {
  const words = WORDS[scene.profile.locale]
  switch (understood.kind) {
    case 'commands':
      return proposal(understood.commands, scene)
    case 'navigation': {
      const { target } = understood
      const row = target.type === 'open' ? rowOf(target.entity, target.id, scene) : null
      return { ...plainReply(words.opening), navigation: target, rows: row ? [row] : [] }
    }
    case 'query': {
      const { time_zone: tz, locale } = scene.profile
      const { life, ranking } = scene
      const { text, facts, rows } = answerQuery(understood.query, {
        ...{ life, ranking, now: now.toISOString(), tz, locale },
      })
      return { ...plainReply(text), facts, rows }
    }
    case 'unclear':
      return null
  }
}

/** Changes to be looked over, with a sentence that names what they are about. */
export function proposal(commands: ChangeCommand[], scene: Scene): Reply {
  const { changes, creations, deletions } = previewCommands(commands, scene.life)
  const rows = [...changes, ...creations, ...deletions].map(({ entity, id, name }) => ({ entity, id, name }))
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()]
  const made = new Set(creations.map(({ id }) => id))
  const text = WORDS[scene.profile.locale].proposed(
    commands.length,
    unique.map(({ name }) => name),
  )
  // A link needs a row that is there.
  return { ...plainReply(text), commands, rows: unique.filter(({ id }) => !made.has(id)) }
}

/** What a template says where no model may be asked: why, and what would help. */
export function replyByTemplate(understood: Understanding, scene: Scene, because: string): Reply {
  const words = WORDS[scene.profile.locale]
  if (understood.kind !== 'unclear') return plainReply(because)
  const { why, candidates = [] } = understood
  if (why === 'ambiguous_name' && candidates.length > 1) {
    return { ...plainReply(words.whichOne(candidates)), rows: candidates.map((row) => ({ ...row })) }
  }
  const help = {
    no_intent: words.notUnderstood,
    not_an_order: words.notUnderstood,
    quoted: words.quoted,
    unknown_name: words.unknownName,
    ambiguous_name: words.unclearDetail,
    unclear_detail: words.unclearDetail,
    nothing_matches: words.nothingMatches,
  }[why]
  return plainReply(`${help} ${because}`)
}

/** Whether a template can say more than that nobody answers. */
export const hasOwnWords = (understood: Understanding): boolean =>
  understood.kind === 'unclear' &&
  ['ambiguous_name', 'unknown_name', 'nothing_matches'].includes(understood.why)

/** What the person was understood to want, for the row of their message. */
export function intentOf(understood: Understanding): string | null {
  if (understood.kind === 'unclear') return null
  const named = understood.reasons.find((reason) => reason.startsWith('intent:'))
  return named?.slice('intent:'.length) ?? understood.kind
}

/** The rows an answer is about, by their ids. */
export function entitiesOf({ commands, rows }: Reply, scene: Scene): Reply['rows'] {
  const meant = commands.flatMap(referencesOf).flatMap(([entity, id]) => rowOf(entity, id, scene) ?? [])
  return [...new Map([...rows, ...meant].map((row) => [row.id, row])).values()]
}

function rowOf(entity: Entity, id: string, { life }: Scene): Reply['rows'][number] | null {
  const row = namesOf(life, entity).find((one) => one.id === id)
  return row ? { entity, id, name: row.name } : null
}
