import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { endLeftoverServer } from './postgres-leftovers.ts'
import { findRecordedCluster } from './postgres-account.ts'
import { processIdentity } from './processes.ts'
import { StackError } from './settings.ts'

/** What a running stack leaves in `<dataDir>/stack.json` for `status` and for the next start. */
export interface StackRecord {
  pid: number
  /** Tells this process from a later one with the same id. */
  identity: string | null
  /** What `status` prints; missing while the stack is still starting. */
  status?: Record<string, string>
}

const recordFile = (dataDir: string) => path.join(dataDir, 'stack.json')

/** The record of the stack that runs on this data now, or null. */
export async function readRunningStack(dataDir: string): Promise<StackRecord | null> {
  const text = await readFile(recordFile(dataDir), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    const record = JSON.parse(text) as StackRecord
    return (await processIdentity(record.pid)) === record.identity ? record : null
  } catch {
    return null
  }
}

/** A claim on a data folder. */
export interface DataDirLock {
  publish(status: Record<string, string>): Promise<void>
  release(): Promise<void>
}

/**
 * Claims a data folder for this process; the claim of a killed run is taken over.
 * @throws StackError when a living stack has it
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const running = await readRunningStack(dataDir)
  if (running) {
    throw new StackError(
      `A stack already runs on ${dataDir} (process ${running.pid}). ` +
        'Stop it first, or set AURUM_DATA_DIR to another folder.',
    )
  }
  await assertOurs(dataDir)
  await mkdir(dataDir, { recursive: true })
  await rm(recordFile(dataDir), { force: true })
  const claim: StackRecord = { pid: process.pid, identity: await processIdentity(process.pid) }
  const write = (record: StackRecord, flag: string) =>
    writeFile(recordFile(dataDir), JSON.stringify(record, null, 2) + '\n', { mode: 0o600, flag })
  await write(claim, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new StackError(`Another stack is just starting on ${dataDir}.`)
    throw error
  })
  return {
    publish: (status) => write({ ...claim, status }, 'w'),
    release: () => rm(recordFile(dataDir), { force: true }),
  }
}

// Somebody may point AURUM_DATA_DIR at a folder of theirs, which a reset would then empty.
async function assertOurs(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((): string[] => [])
  if (names.length === 0 || names.includes('secrets.json') || names.includes('stack.json')) return
  throw new StackError(
    `${dataDir} holds files that are not Aurum Life's. Set AURUM_DATA_DIR to an empty or a new folder.`,
  )
}

/**
 * Removes a data folder, and the cluster it may have elsewhere.
 * @throws StackError when a stack runs on it, or when the folder is not one of ours
 */
export async function removeDataDir(dataDir: string): Promise<void> {
  const running = await readRunningStack(dataDir)
  if (running) throw new StackError(`A stack runs on ${dataDir} (process ${running.pid}). Stop it first.`)
  await assertOurs(dataDir)
  await endLeftoverServer(dataDir)
  const elsewhere = await findRecordedCluster(dataDir)
  if (elsewhere) await rm(path.dirname(elsewhere), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
}
