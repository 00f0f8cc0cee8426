import { evaluate } from '../../../../shared/hrm/evaluate.ts'
import type { EvaluateOptions, Evaluation } from '../../../../shared/hrm/evaluation.ts'
import { type Rule, ruleSchema } from '../../../../shared/hrm/rule.ts'
import { type Snapshot, snapshotOf } from '../../../../shared/hrm/snapshot.ts'
import type { InsightRun, InsightStore, PersonRead, RunResult, SavedRun } from './insight-store.ts'
import { writeDraft } from './written-draft.ts'

/** So many people are read, evaluated and saved together; no more than three such chunks are in memory at once. */
export const CHUNK_SIZE = 40

export interface RunOptions extends EvaluateOptions {
  trigger: InsightRun['trigger']
  /** The id of the run of a person. One that is the same for each attempt makes a repeated run harmless. */
  runId?: (userId: string) => string
  chunkSize?: number
  /** When no further chunk is begun, in milliseconds of `now`. */
  endsAt?: number
  now?: () => number
  /** Is told what went wrong with one person, or with a rule; the others go on. */
  report: (thrown: unknown) => void
}

export interface RunTally {
  finished: number
  /** Whose later look was saved already. */
  superseded: number
  failed: number
  /** Who have left meanwhile. */
  missing: number
  added: number
  changed: number
  same: number
  gone: number
  /** Whom the time did not suffice for. */
  left: string[]
}

/** The rules that are switched on, without any that this program cannot run. */
export async function loadRules(store: InsightStore, report: (thrown: unknown) => void): Promise<Rule[]> {
  const rules: Rule[] = []
  for (const row of await store.rules()) {
    const parsed = ruleSchema.safeParse(row)
    if (parsed.success) rules.push(parsed.data)
    else report(new Error('A rule of the database cannot be run', { cause: parsed.error }))
  }
  return rules
}

export interface PersonRun {
  snapshot: Snapshot
  evaluation: Evaluation
  saved: SavedRun
}

/**
 * Runs the rules over one person and saves what they say.
 * @returns null when there is no such person
 */
export async function runInsightsOf(
  store: InsightStore,
  userId: string,
  rules: readonly Rule[],
  options: RunOptions,
): Promise<PersonRun | null> {
  const startedAt = new Date((options.now ?? Date.now)()).toISOString()
  const [read] = await store.snapshots([userId])
  if (!read) return null
  const snapshot = snapshotOf(read.snapshot)
  const evaluation = evaluate(snapshot, rules, options)
  const run = runOf(snapshot, evaluation, options, startedAt)
  const [saved] = await store.save([
    { user_id: userId, run, drafts: evaluation.insights.map(writeDraft), known: read.known },
  ])
  return saved ? { snapshot, evaluation, saved } : null
}

/**
 * Runs the rules over many people, a chunk after the other: while one is evaluated, the next is read and the one before
 * is saved. What fails for one person is written down for that person, and the others go on.
 * @param userIds ids that come from the server itself, never from a request
 */
export async function runInsights(
  store: InsightStore,
  userIds: readonly string[],
  rules: readonly Rule[],
  options: RunOptions,
): Promise<RunTally> {
  const { chunkSize = CHUNK_SIZE, endsAt = Infinity, now = Date.now } = options
  const tally: RunTally = {
    ...{ finished: 0, superseded: 0, failed: 0, missing: 0 },
    ...{ added: 0, changed: 0, same: 0, gone: 0, left: [] },
  }
  const chunks = Array.from({ length: Math.ceil(userIds.length / chunkSize) }, (_, index) =>
    userIds.slice(index * chunkSize, (index + 1) * chunkSize),
  )
  const read = (chunk: readonly string[] | undefined) =>
    chunk && now() < endsAt ? settled(store.snapshots(chunk)) : null

  let coming = read(chunks[0])
  let saving = settled(Promise.resolve())
  for (const [index, chunk] of chunks.entries()) {
    const startedAt = new Date(now()).toISOString()
    const answer = await coming
    if (!answer) {
      tally.left.push(...chunk)
      continue
    }
    const people = valueOf(answer)
    coming = read(chunks[index + 1])
    tally.missing += chunk.length - people.length
    const results = await evaluateChunk(store, people, rules, options, startedAt, tally)
    valueOf(await saving)
    saving = settled(saveChunk(store, results, options.report, tally))
  }
  valueOf(await saving)
  return tally
}

type Settled<Value> = { ok: true; value: Value } | { ok: false; thrown: unknown }

// A promise that fails before anybody waits for it would end the process.
const settled = <Value>(promise: Promise<Value>): Promise<Settled<Value>> =>
  promise.then(
    (value) => ({ ok: true, value }),
    (thrown: unknown) => ({ ok: false, thrown }),
  )

function valueOf<Value>(settled: Settled<Value>): Value {
  if (!settled.ok) throw settled.thrown
  return settled.value
}

const runOf = (
  snapshot: Snapshot,
  { scope }: Evaluation,
  { trigger, runId }: RunOptions,
  started_at: string,
): InsightRun => ({
  id: runId?.(snapshot.user_id) ?? crypto.randomUUID(),
  ...{ trigger, started_at, taken_at: snapshot.taken_at, data_version: String(snapshot.data_version) },
  scope: scope ?? [],
})

async function evaluateChunk(
  store: InsightStore,
  people: readonly PersonRead[],
  rules: readonly Rule[],
  options: RunOptions,
  startedAt: string,
  tally: RunTally,
): Promise<RunResult[]> {
  const results: RunResult[] = []
  for (const read of people) {
    const { user_id } = read
    try {
      const snapshot = snapshotOf(read.snapshot)
      const evaluation = evaluate(snapshot, rules, options)
      const run = runOf(snapshot, evaluation, options, startedAt)
      results.push({ user_id, run, drafts: evaluation.insights.map(writeDraft), known: read.known })
    } catch (error) {
      options.report(error)
      tally.failed += 1
      const id = options.runId?.(user_id) ?? crypto.randomUUID()
      await store.fail(user_id, { id, trigger: options.trigger, started_at: startedAt }, 'EVALUATION_FAILED')
    }
  }
  return results
}

async function saveChunk(
  store: InsightStore,
  results: readonly RunResult[],
  report: RunOptions['report'],
  tally: RunTally,
): Promise<void> {
  if (results.length === 0) return
  try {
    const saved = await store.save(results)
    tally.missing += results.length - saved.length
    for (const { status, added, changed, same, gone } of saved) {
      tally[status] += 1
      tally.added += added
      tally.changed += changed
      tally.same += same
      tally.gone += gone
    }
  } catch (error) {
    const [first] = results
    if (results.length === 1 && first) {
      report(error)
      tally.failed += 1
      await store.fail(first.user_id, first.run, 'SAVING_FAILED')
      return
    }
    // One of them stands in the way of all: alone, the others can be saved.
    for (const result of results) await saveChunk(store, [result], report, tally)
  }
}
