import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { startWorker, type Worker, type WorkerOptions } from './function-worker.ts'

/** A connection to a function's process, which is kept up until it is released. */
export interface Line {
  url: string
  socket: Socket
  release(): void
}

interface Slot {
  worker: Promise<Worker>
  lines: number
  isRetired: boolean
  idleTimer?: NodeJS.Timeout
}

export interface FunctionPool {
  has(name: string): boolean
  /** Starts the function when it is not up. @throws Error when it does not start; the next call tries again. */
  connect(name: string): Promise<Line>
  /** The sources of a function changed, or of all: the next call gets a new process, the old one finishes its work. */
  retire(name?: string): void
  /** Process ids of the functions that are up. */
  processes(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** Keeps one process per function: started when first needed, ended after `idleMs` without use. */
export function makeFunctionPool(options: Omit<WorkerOptions, 'name'> & { idleMs: number }): FunctionPool {
  const { functionsDir, log, idleMs } = options
  const slots = new Map<string, Slot>()
  const all = new Set<Slot>()

  function open(name: string): Slot {
    const slot: Slot = { worker: startWorker({ ...options, name }), lines: 0, isRetired: false }
    slots.set(name, slot)
    all.add(slot)
    const forget = () => {
      clearTimeout(slot.idleTimer)
      all.delete(slot)
      if (slots.get(name) === slot) slots.delete(name)
    }
    slot.worker.then(
      (worker) =>
        worker.ended.then(() => {
          if (all.has(slot) && !slot.isRetired)
            log(`[functions/${name}] ended; the next request starts it again`)
          forget()
        }),
      (error: unknown) => {
        log(`[functions/${name}] did not start: ${error instanceof Error ? error.message : String(error)}`)
        forget()
      },
    )
    return slot
  }

  function close(slot: Slot): void {
    slot.isRetired = true
    void slot.worker.then((worker) => worker.stop()).catch(() => {})
  }

  function retireOne(name: string): void {
    const slot = slots.get(name)
    if (!slot) return
    slots.delete(name)
    slot.isRetired = true
    clearTimeout(slot.idleTimer)
    if (slot.lines === 0) close(slot)
  }

  async function lease(name: string): Promise<[url: string, release: () => void]> {
    const slot = slots.get(name) ?? open(name)
    clearTimeout(slot.idleTimer)
    slot.lines++
    let isReleased = false
    const release = () => {
      if (isReleased) return
      isReleased = true
      slot.lines--
      if (slot.lines > 0) return
      if (slot.isRetired) close(slot)
      // Otherwise it has ended, and the name may be another's by now.
      else if (slots.get(name) === slot) slot.idleTimer = setTimeout(() => retireOne(name), idleMs).unref()
    }
    try {
      return [(await slot.worker).url, release]
    } catch (error) {
      release()
      throw error
    }
  }

  return {
    has: (name) =>
      /^[a-z0-9][a-z0-9_-]*$/i.test(name) && existsSync(path.join(functionsDir, name, 'index.ts')),

    async connect(name) {
      for (let attempt = 1; attempt <= 2; attempt++) {
        const [url, release] = await lease(name)
        const socket = await dial(url)
        if (socket) return { url, socket, release }
        // It has died, and we are about to hear of it.
        release()
        retireOne(name)
      }
      throw new Error('it ended at once')
    },

    retire(name) {
      for (const each of name ? [name] : [...slots.keys()]) retireOne(each)
    },

    async processes() {
      const entries = [...slots].map(async ([name, slot]) => [name, (await slot.worker).pid] as const)
      const known = (await Promise.allSettled(entries)).filter((entry) => entry.status === 'fulfilled')
      return Object.fromEntries(known.map((entry) => entry.value))
    },

    async stop() {
      const workers = [...all].map((slot) => {
        clearTimeout(slot.idleTimer)
        slot.isRetired = true
        return slot.worker
      })
      for (const worker of await Promise.allSettled(workers)) {
        if (worker.status === 'fulfilled') await worker.value.stop()
      }
    },
  }
}

/** A connection, or null when nobody listens there any more. */
function dial(url: string): Promise<Socket | null> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    socket.once('connect', () => resolve(socket))
    // Stays on, for the moment until the next owner listens.
    socket.on('error', () => resolve(null))
  })
}
