import { StackError } from './settings.ts'

/** What can be stopped: every service of the stack. */
export interface Stoppable {
  stop(): Promise<void>
}

export interface SuperviseOptions<T extends Stoppable> {
  /** Shown to people, e.g. "Postgres". */
  name: string
  /** Starts the service; calls `onExit` once should it end by itself. */
  start(onExit: (reason: string) => void): Promise<T>
  /** Called after too many failures in a row; the service stays down. */
  onGiveUp(error: StackError): void
  log(line: string): void
  /** Failures within `calmMs` of each other before giving up; 5 unless told. */
  maxFailures?: number
  /** A run that lasts this long forgets the failures before it; 10 s unless told. */
  calmMs?: number
}

/** A service that is brought back when it dies. */
export interface Supervised<T extends Stoppable> extends Stoppable {
  /** The run that is up now, or was last. */
  current(): T
}

const FIRST_DELAY_MS = 100

/**
 * Starts a service and starts it again, each time a little later, whenever it ends by itself.
 * @throws what the first start throws: a service that never came up is not retried
 */
export async function supervise<T extends Stoppable>({
  name,
  start,
  onGiveUp,
  log,
  maxFailures = 5,
  calmMs = 10_000,
}: SuperviseOptions<T>): Promise<Supervised<T>> {
  let isStopping = false
  let failures = 0
  let startedAt = Date.now()
  let running: T
  let restarting: Promise<void> = Promise.resolve()
  let cutWait = () => {}

  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      cutWait = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function restart(reason: string): Promise<void> {
    if (isStopping) return
    failures = Date.now() - startedAt > calmMs ? 1 : failures + 1
    if (failures > maxFailures) {
      onGiveUp(new StackError(`${name} failed ${failures} times in a row; the last time: ${reason}`))
      return
    }
    log(`${reason}; starting ${name} again`)
    await wait(FIRST_DELAY_MS * 2 ** (failures - 1))
    if (isStopping) return
    try {
      running = await start(onExit)
      startedAt = Date.now()
      log(`${name} is back`)
    } catch (error) {
      await restart(error instanceof Error ? error.message : String(error))
    }
  }

  function onExit(reason: string): void {
    restarting = restarting.then(() => restart(reason))
  }

  running = await start(onExit)
  return {
    current: () => running,
    async stop() {
      isStopping = true
      cutWait()
      await restarting
      await running.stop()
    },
  }
}
