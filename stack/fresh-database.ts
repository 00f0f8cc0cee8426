import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { removeDataDir } from './data-dir.ts'
import { freeSettings } from './ports.ts'
import { startStack } from './start.ts'

/** Applies the migrations to a database that lives as long as `read` takes. `read` gets its address, as postgres. */
export async function withFreshDatabase<T>(read: (databaseUrl: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-fresh-'))
  try {
    const stack = await startStack({ settings: await freeSettings(dataDir), web: 'none', seed: false })
    return await read(stack.connection.dbUrl).finally(() => stack.stop())
  } finally {
    await removeDataDir(dataDir)
  }
}
