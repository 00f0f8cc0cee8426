import type { QueryClient } from '@tanstack/react-query'
import type { ImportTexts } from '../../../../shared/import/import-texts.ts'
import type { ImportMapping } from '../../../../shared/import/mapping.ts'
import { errorKey, isTransient } from '../../lib/errors.ts'
import { PLAN_PREFIXES, refresh } from '../../lib/plan-cache.ts'
import { saveFile } from '../../lib/save-file.ts'
import { sessionStore } from '../../lib/session.ts'
import type { PlanAnswer } from './engine/engine.ts'
import { startWorkerEngine } from './engine/worker-engine.ts'
import {
  applyChunk,
  beginImport,
  closeImport,
  fetchExisting,
  importQueries,
  markImported,
  restoreAiSettings,
  restoreInsightSettings,
  restoreAutomationSettings,
  restoreNotificationSettings,
  restoreProfile,
  takeBackImport,
  type UnfinishedImport,
} from './import-data.ts'
import { holdImport } from './import-lock.ts'
import { chooseState, importStore, type Found, type Stopped } from './import-store.ts'

/** Whose import it is, and how that person reads dates. */
export interface Importer {
  userId: string
  timeZone: string
  /** 0 = Sunday … 6 = Saturday. */
  weekStart: number
}

/** What the account of the importer says when files are chosen. */
export interface Account {
  timeZone: string
  /** Nothing was begun here: a backup brings its settings along unless the person says otherwise. */
  isNew: boolean
}

const MAX_TRIES = 4

let engine: ReturnType<typeof startWorkerEngine> | null = null
let isCancelled = false

function freshEngine() {
  engine?.stop()
  engine = startWorkerEngine()
  return engine
}

// Whoever signs in next in this tab must not see whose files were open.
sessionStore.subscribe(() => {
  if (sessionStore.get().status !== 'signed-out') return
  isCancelled = true
  startOver()
})

/** Forgets the files and goes back to the first step. */
export function startOver(stopped: Stopped | null = null): void {
  engine?.stop()
  engine = null
  importStore.set(chooseState({ stopped }))
}

/** Reads the chosen files; ends in the review, or in the problems that stand against it. */
export async function chooseFiles(
  chosen: readonly File[],
  resumes: UnfinishedImport | null,
  { timeZone, isNew }: Account,
): Promise<void> {
  if (chosen.length === 0) return
  importStore.set(chooseState({ isReading: true }))
  try {
    const files = await freshEngine().read([...chosen], { columns: null, dateOrder: 'dmy', timeZone })
    if (files.problems.length > 0) {
      importStore.set(chooseState({ problems: files.problems }))
      return
    }
    const { mapping } = files
    const fileName = chosen.map(({ name }) => name).join(', ')
    // What was cut off in one format cannot go on in another.
    const goesOn = resumes?.source === files.format ? resumes : null
    const found: Found = {
      ...{ fileName, files, mapping, exportedOn: files.exportedOn },
      ...{ resumes: goesOn, takesSettings: isNew },
    }
    importStore.set({ step: 'review', found, isPlanning: false, isLooking: false, error: null })
  } catch (error) {
    importStore.set(chooseState({ error: errorKey(error) }))
  }
}

/** Changes what should become of the files. */
export function changeFound(change: Partial<Pick<Found, 'mapping' | 'exportedOn' | 'takesSettings'>>): void {
  const state = importStore.get()
  if (state.step === 'review') importStore.set({ ...state, found: { ...state.found, ...change } })
}

/** Looks at a table again with what the person said its columns mean. Lists that stay keep their answers. */
export async function changeColumns(
  { columns, dateOrder }: Pick<ImportMapping, 'columns' | 'dateOrder'>,
  timeZone: string,
): Promise<void> {
  const before = importStore.get()
  if (before.step !== 'review' || !engine) return
  const { found } = before
  const asked = { ...found, mapping: { ...found.mapping, columns, dateOrder } }
  importStore.set({ ...before, found: asked, isLooking: true, error: null })
  try {
    const files = await engine.look({ columns, dateOrder, timeZone })
    const state = importStore.get()
    // A later choice has its own answer on the way.
    if (state.step !== 'review' || state.found.mapping.columns !== columns) return
    const lists = Object.entries(files.mapping.files).map(([key, list]) => [
      key,
      found.mapping.files[key] ?? list,
    ])
    const mapping = { ...files.mapping, columns, files: Object.fromEntries(lists) }
    importStore.set({ ...state, found: { ...state.found, files, mapping }, isLooking: false })
  } catch (error) {
    const state = importStore.get()
    if (state.step === 'review') importStore.set({ ...state, isLooking: false, error: errorKey(error) })
  }
}

type Planned = { found: Found; plan: PlanAnswer }

/** An import that was cut off after its last row had arrived only has to be closed. */
const isComplete = ({ resumes, fileName }: Found, { rowCount }: PlanAnswer) =>
  resumes !== null &&
  rowCount === 0 &&
  (resumes.file_name === fileName.slice(0, 255) || resumes.applied_count >= resumes.row_count)

/** Works out what the import would add, without adding it. */
export async function planFound(
  { userId, timeZone, weekStart }: Importer,
  texts: ImportTexts,
  client: QueryClient,
): Promise<void> {
  const state = importStore.get()
  if (state.step !== 'review' || !engine) return
  const { found } = state
  importStore.set({ ...state, isPlanning: true, error: null })
  try {
    const plan = await engine.plan({
      mapping: found.mapping,
      exportedOn: found.exportedOn,
      userId,
      timeZone,
      weekStart: weekStart || 7,
      texts,
      existing: await fetchExisting(userId),
    })
    if (!isComplete(found, plan)) {
      importStore.set({ step: 'confirm', found, plan })
      return
    }
    const importId = found.resumes!.id
    await closeApplied(importId, userId, { found, plan })
    client.setQueryData(importQueries.unfinished(userId).queryKey, null)
    const { fileName } = found
    importStore.set({
      step: 'done',
      importId,
      fileName,
      inserted: 0,
      plan,
      isUndone: false,
      wasComplete: true,
    })
  } catch (error) {
    importStore.set({ ...state, isPlanning: false, error: errorKey(error) })
  }
}

export function backToReview(): void {
  const state = importStore.get()
  if (state.step === 'confirm') {
    importStore.set({ step: 'review', found: state.found, isPlanning: false, isLooking: false, error: null })
  }
}

/** Repeating a call is safe: every row carries its id, and what is there is skipped. */
async function untilItGetsThrough<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (attempt === MAX_TRIES || !isTransient(error) || isCancelled) throw error
      await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt))
    }
  }
}

async function applyChunks(importId: string, plan: PlanAnswer): Promise<number> {
  let inserted = 0
  for (let index = 0; index < plan.chunkCount && !isCancelled; index++) {
    const chunk = await engine!.chunk(index)
    inserted += (await untilItGetsThrough(() => applyChunk(importId, chunk))).inserted
    const state = importStore.get()
    if (state.step === 'applying') importStore.set({ ...state, done: index + 1 })
  }
  return inserted
}

/** What comes after the last row: the settings of a backup, the first steps, and the end of the import. */
async function closeApplied(importId: string, userId: string, { found, plan }: Planned): Promise<void> {
  if (found.takesSettings) await restoreSettings(importId, userId, plan)
  await untilItGetsThrough(() => markImported(importId, userId))
  await untilItGetsThrough(() => closeImport(importId, 'applied'))
}

async function restoreSettings(importId: string, userId: string, plan: Planned['plan']): Promise<void> {
  const { profile, aiSettings, insightSettings, notificationSettings, automationSettings } = plan
  if (profile) await untilItGetsThrough(() => restoreProfile(importId, userId, profile))
  if (aiSettings) await untilItGetsThrough(() => restoreAiSettings(importId, userId, aiSettings))
  if (insightSettings)
    await untilItGetsThrough(() => restoreInsightSettings(importId, userId, insightSettings))
  if (notificationSettings)
    await untilItGetsThrough(() => restoreNotificationSettings(importId, userId, notificationSettings))
  if (automationSettings)
    await untilItGetsThrough(() => restoreAutomationSettings(importId, userId, automationSettings))
}

async function applyAll({ found, plan }: Planned, userId: string, client: QueryClient) {
  const importId = found.resumes?.id ?? crypto.randomUUID()
  try {
    if (!found.resumes) {
      const fileName = found.fileName.slice(0, 255)
      const start = { id: importId, userId, source: found.files.format!, fileName, rowCount: plan.rowCount }
      await untilItGetsThrough(() => beginImport(start))
    }
    const inserted = await applyChunks(importId, plan)
    if (isCancelled) {
      await stop(importId, { reason: 'cancelled', error: null })
      return
    }
    await closeApplied(importId, userId, { found, plan })
    const { fileName } = found
    importStore.set({ step: 'done', importId, fileName, inserted, plan, isUndone: false, wasComplete: false })
  } catch (error) {
    await stop(importId, { reason: 'failed', error: errorKey(error) })
  } finally {
    await refresh(client, PLAN_PREFIXES)
    await client.invalidateQueries({ queryKey: ['imports'] })
    await client.invalidateQueries({ queryKey: ['profile'] })
  }
}

/** An import is there as a whole or not at all. */
async function stop(importId: string, { reason, error }: Pick<Stopped, 'reason' | 'error'>): Promise<void> {
  isCancelled = false
  const isTakenBack = await untilItGetsThrough(() => takeBackImport(importId)).then(
    () => true,
    () => false,
  )
  const isSignedIn = sessionStore.get().status === 'signed-in'
  startOver(isSignedIn ? { reason, error, isTakenBack } : null)
}

/** Adds the planned rows, chunk by chunk, inside one undo step. */
export async function applyPlan(userId: string, client: QueryClient): Promise<void> {
  const state = importStore.get()
  if (state.step !== 'confirm') return
  isCancelled = false
  const { fileName } = state.found
  importStore.set({ step: 'applying', fileName, done: 0, total: state.plan.chunkCount, isCancelling: false })
  await holdImport(() => applyAll(state, userId, client))
}

/** Stops after the chunk that is on its way and takes everything back. */
export function cancelApplying(): void {
  const state = importStore.get()
  if (state.step !== 'applying') return
  isCancelled = true
  importStore.set({ ...state, isCancelling: true })
}

/** Takes back an import that was cut off. @throws when the server refuses */
export async function takeBackUnfinished(unfinished: UnfinishedImport, userId: string, client: QueryClient) {
  await takeBackImport(unfinished.id)
  client.setQueryData(importQueries.unfinished(userId).queryKey, null)
  await refresh(client, PLAN_PREFIXES)
}

/** Notes that the finished import was undone or redone. */
export async function noteUndone(importId: string): Promise<void> {
  const state = importStore.get()
  if (state.step === 'done') importStore.set({ ...state, isUndone: true })
  // Only a note: what counts is that the rows are gone.
  await closeImport(importId, 'cancelled').catch(() => {})
}

export async function downloadLedger(format: 'csv' | 'json'): Promise<void> {
  saveFile(`import-ledger.${format}`, await engine!.ledger(format))
}
