import { z } from 'zod'
import { ENTITIES, type Entity, type Life } from '../commands/life.ts'
import { type ChangeCommand, changeSchema, CATEGORIES, ENERGIES, PRIORITIES } from '../commands/schema.ts'
import { compileCommands } from '../commands/writes.ts'
import { toChanges } from './proposed-changes.ts'
import type { Refs } from './refs.ts'
import { Refusal, type RefusalReason } from './refusal.ts'
import { tokenBound } from './token-bound.ts'

export type { RefusalReason } from './refusal.ts'

const MOST_COMMANDS = 20
const MOST_ROWS = 50

export const ACTIONS = [
  'create',
  'change',
  'complete',
  'reopen',
  'move',
  'delete',
  'append_note',
  'replace_note',
  'add_labels',
  'remove_labels',
  'wait',
  'unwait',
] as const

const ref = z.string().min(1).max(12)
const day = z.string().max(10).describe('YYYY-MM-DD, or "none"')

/**
 * One change as a model proposes it: one flat shape for all, which is a tenth of the tokens of one shape each. "none"
 * empties a value.
 */
const proposedSchema = z.strictObject({
  do: z.enum(ACTIONS),
  rows: z.array(ref).max(MOST_ROWS).optional().describe('Refs it is about; not for create'),
  kind: z.enum(ENTITIES).optional().describe('For create'),
  as: ref.optional().describe('For create: a new ref (n1, n2) for later commands'),
  name: z.string().max(500).optional(),
  note: z.string().max(20_000).optional(),
  to: ref.optional().describe('create, move: ref of the project, area or pillar, or "none" (Inbox)'),
  under: ref.optional().describe('create, move: ref of the parent task'),
  labels: z.array(ref).max(MOST_ROWS).optional(),
  waits_for: ref.optional().describe('wait, unwait: ref of a task'),
  status: z.enum(['todo', 'in_progress', 'review', 'not_started', 'on_hold']).optional(),
  priority: z.enum(PRIORITIES).optional(),
  energy: z.enum([...ENERGIES, 'none']).optional(),
  category: z.enum(CATEGORIES).optional(),
  importance: z.int().min(1).max(5).optional(),
  archived: z.boolean().optional(),
  share_percent: z.number().min(0).max(100).optional().describe('Of a pillar'),
  start_on: day.optional(),
  due_on: day.optional(),
  due_time: z.string().max(5).optional().describe('HH:MM, or "none"'),
  deadline_on: day.optional(),
  duration_minutes: z.int().min(0).max(10_080).optional().describe('0 empties it'),
  repeat: z.string().max(500).optional().describe('RRULE such as FREQ=WEEKLY;BYDAY=MO, or "none"'),
})
export type Proposed = z.infer<typeof proposedSchema>

/** The one tool a model has. What it proposes is shown to the person, and is nothing until they apply it. */
export const proposalTool = {
  name: 'propose_commands',
  description: 'Propose changes to the plan. The person sees them and applies them or not.',
  input: z.strictObject({ commands: z.array(proposedSchema).min(1).max(MOST_COMMANDS) }),
}

/** What offering the tool costs at most, each time. */
export const PROPOSAL_TOKENS = tokenBound(
  proposalTool.name + proposalTool.description + JSON.stringify(z.toJSONSchema(proposalTool.input)),
)

export type ResolvedProposal = { commands: ChangeCommand[] } | { refused: RefusalReason }

interface ResolveOptions {
  /** With it commands are also tried out. */
  life?: Life
  newId?: () => string
}

/** The commands a proposal means, all of them or none. Never throws, whatever the model says. */
export function resolveProposal(
  input: unknown,
  refs: Refs,
  { life, newId = () => crypto.randomUUID() }: ResolveOptions = {},
): ResolvedProposal {
  const read = proposalTool.input.safeParse(input)
  if (!read.success) return { refused: 'shape' }
  try {
    const commands = changesOf(read.data.commands, refs, newId)
    const isPossible = !life || compileCommands(commands, life).problems.length === 0
    return isPossible ? { commands } : { refused: 'impossible' }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.reason }
    throw error
  }
}

function changesOf(proposed: readonly Proposed[], refs: Refs, newId: () => string): ChangeCommand[] {
  const made = new Map<string, { entity: Entity; id: string }>()
  const rowOf = (name: string) => {
    const row = made.get(name) ?? refs.rowOf(name)
    if (!row) throw new Refusal('unknown_ref')
    return row
  }
  return proposed.flatMap((one) => {
    if (one.do === 'delete' && !refs.isRemovalAsked) throw new Refusal('not_asked')
    const id = newId()
    const changes = toChanges(one, { rowOf, id, reveal: (text) => refs.reveal(text) })
    if (one.as !== undefined) {
      // A name given twice would make it doubtful which row is meant.
      if (!one.kind || made.has(one.as) || refs.rowOf(one.as)) throw new Refusal('unknown_ref')
      made.set(one.as, { entity: one.kind, id })
    }
    return changes.map((change) => {
      const command = changeSchema.safeParse(change)
      if (!command.success) throw new Refusal('invalid')
      return command.data
    })
  })
}
