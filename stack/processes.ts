import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * What tells a live process from a later one that was given the same id, or null when none is alive.
 * Only equality of two answers means anything.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
    if (!stat) return null
    // The command, in parentheses, may hold spaces; after it come the state (field 3) and the rest.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : `${pid}@${fields[19]}`
  }
  if (process.platform === 'win32') return isAlive(pid) ? String(pid) : null
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return stdout.trim() ? `${pid}@${stdout.trim()}` : null
}

/** Whether a process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line and, where the system tells it, the working folder of a live process; null when none is alive. */
export async function describeProcess(pid: number): Promise<{ command: string; cwd: string | null } | null> {
  if (!(await processIdentity(pid))) return null
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return {
      command: command.replaceAll('\0', ' ').trim(),
      cwd: await readlink(`/proc/${pid}/cwd`).catch(() => null),
    }
  }
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return { command: stdout.trim(), cwd: null }
}
