import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findRecordedCluster } from './postgres-account.ts'
import { describeProcess, processIdentity } from './processes.ts'
import { StackError } from './settings.ts'

const PATIENCE_MS = 8_000
const OWNER = 'cluster_name=aurum/'

/** The setting that tells, in the command line of a server, which process started it. Must come last. */
export const ownerSetting = async () => OWNER + (await processIdentity(process.pid))

async function isOwnerAlive(command: string): Promise<boolean> {
  const [, owner] = command.split(OWNER)
  // Not started by us at all.
  if (!owner) return true
  return (await processIdentity(parseInt(owner))) === owner
}

/** Ends, in good order, the server that a killed stack left running on this data folder. */
export async function endLeftoverServer(dataDir: string): Promise<void> {
  const cluster = (await findRecordedCluster(dataDir)) ?? path.join(dataDir, 'postgres')
  await clearLeftovers(cluster)
}

/**
 * Clears what a killed run left. A server that an earlier stack of this data folder started and lost is ended
 * in good order; any other live one is left alone.
 */
export async function clearLeftovers(cluster: string): Promise<void> {
  const lock = path.join(cluster, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => null)
  if (text === null) return
  const pid = Number(text.split('\n')[0])
  const server = await describeProcess(pid)
  // Postgres itself judges the lock of a dead server best: it looks for processes that still use its memory.
  if (!server) return
  if (!server.command.includes('postgres') || (server.cwd ?? cluster) !== cluster) {
    // The number went to another process meanwhile, which would keep Postgres from starting.
    await rm(lock, { force: true })
    return
  }
  if (await isOwnerAlive(server.command)) {
    throw new StackError(`Another Postgres (process ${pid}) uses ${cluster}. Stop it first.`)
  }
  await endServer(pid)
}

// SIGINT is Postgres's "fast" shutdown, SIGQUIT the immediate one, which costs a recovery at the next start.
export async function endServer(pid: number, ended = untilGone(pid)): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!sendSignal(pid, signal)) break
    const patience = delay(PATIENCE_MS, 'late', { ref: false })
    if ((await Promise.race([ended, patience])) !== 'late') break
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    // It is gone already.
    return false
  }
}

async function untilGone(pid: number): Promise<void> {
  while (await processIdentity(pid)) await delay(20)
}
