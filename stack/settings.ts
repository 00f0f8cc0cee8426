import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of package.json; every path of the stack starts here. */
export const repositoryDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Where a stack listens and keeps its data. Ports are TCP ports on `host`. */
export interface Settings {
  host: '127.0.0.1'
  apiPort: number
  dbPort: number
  studioPort: number
  mailPort: number
  webPort: number
  /** Absolute path. */
  dataDir: string
}

export type PortName = 'apiPort' | 'dbPort' | 'studioPort' | 'mailPort' | 'webPort'

/** The environment variable and the default of each fixed port. */
export const PORTS: Record<PortName, { variable: string; fallback: number }> = {
  apiPort: { variable: 'AURUM_API_PORT', fallback: 54321 },
  dbPort: { variable: 'AURUM_DB_PORT', fallback: 54322 },
  studioPort: { variable: 'AURUM_STUDIO_PORT', fallback: 54323 },
  mailPort: { variable: 'AURUM_MAIL_PORT', fallback: 54324 },
  webPort: { variable: 'AURUM_WEB_PORT', fallback: 5173 },
}

/** A problem the person at the terminal can solve: shown as one sentence, without a stack trace. */
export class StackError extends Error {
  override name = 'StackError'
}

type Environment = Record<string, string | undefined>

/**
 * Reads ports and data folder from the environment.
 * @throws StackError naming every variable that is wrong, all at once.
 */
export function readSettings(env: Environment = process.env): Settings {
  const problems: string[] = []
  const takenBy = new Map<number, string>()

  function port(name: PortName): number {
    const { variable, fallback } = PORTS[name]
    const value = env[variable]?.trim() || String(fallback)
    const number = Number(value)
    if (!/^\d+$/.test(value) || number < 1 || number > 65535) {
      problems.push(`${variable} must be a port between 1 and 65535, not "${value}"`)
      return number
    }
    const other = takenBy.get(number)
    if (other) problems.push(`${variable} and ${other} are both ${number}; each needs a port of its own`)
    takenBy.set(number, variable)
    return number
  }

  const settings: Settings = {
    host: '127.0.0.1',
    apiPort: port('apiPort'),
    dbPort: port('dbPort'),
    studioPort: port('studioPort'),
    mailPort: port('mailPort'),
    webPort: port('webPort'),
    dataDir: path.resolve(repositoryDir, env.AURUM_DATA_DIR?.trim() || '.aurum'),
  }
  if (problems.length > 0) throw new StackError(problems.join('\n'))
  return settings
}
