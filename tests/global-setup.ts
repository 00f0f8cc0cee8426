import { chmod, mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { removeDataDir } from '../stack/data-dir.ts'
import { freeSettings } from '../stack/ports.ts'
import { startStack, type StackConnection } from '../stack/start.ts'
import { startFakes, type FakeAddresses } from './fakes/start.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    stack: StackConnection
    /** The providers that the functions of the stack use. */
    fakes: FakeAddresses
  }
}

interface SharedStack {
  connection: StackConnection
  fakes: FakeAddresses
  /** May be asked for more than once. */
  stop(): Promise<void>
}

// Each project evaluates this file for itself; what they share must live outside the module.
const shared = globalThis as typeof globalThis & {
  aurumTestStack?: Promise<SharedStack>
  aurumTestStackUsers?: number
}

/** Starts one stack on free ports and fresh data for all projects that use it, and ends it after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  shared.aurumTestStackUsers = (shared.aurumTestStackUsers ?? 0) + 1
  shared.aurumTestStack ??= stoppedWhenInterrupted(startTestStack(needsSite(project)))
  const stack = await shared.aurumTestStack
  project.provide('stack', stack.connection)
  project.provide('fakes', stack.fakes)
  return async () => {
    shared.aurumTestStackUsers! -= 1
    if (shared.aurumTestStackUsers === 0) await stack.stop()
  }
}

/** Vitest leaves at once when it is interrupted, without any teardown: here it waits until the stack has ended. */
function stoppedWhenInterrupted(starting: Promise<SharedStack>): Promise<SharedStack> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const leaving = process.listeners(signal)
    process.removeAllListeners(signal)
    process.once(signal, (...args) => {
      const stopped = starting.then((stack) => stack.stop())
      // One that did not start, or that does not end well, must not keep anybody here.
      void stopped.catch(console.error).finally(() => leaving.forEach((leave) => leave(...args)))
    })
  }
  return starting
}

// Of the projects chosen for this run, only one looks at the site.
const needsSite = (project: TestProject) => project.vitest.projects.some(({ name }) => name === 'e2e')

async function startTestStack(withSite: boolean): Promise<SharedStack> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-test-'))
  // Run by root, Postgres is another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  const lines: string[] = []
  const fakes = await startFakes()
  try {
    const stack = await startStack({
      settings: await freeSettings(dataDir),
      web: withSite ? 'built' : 'none',
      providers: fakes.environment,
      log: (line) => lines.push(line),
    })
    const stop = async () => {
      await stack.stop()
      await fakes.stop()
      await removeDataDir(dataDir)
    }
    let stopped: Promise<void> | undefined
    return {
      connection: stack.connection,
      fakes: fakes.addresses,
      stop: () => (stopped ??= stop()),
    }
  } catch (error) {
    console.error(lines.join('\n'))
    await fakes.stop()
    await removeDataDir(dataDir)
    throw error
  }
}
