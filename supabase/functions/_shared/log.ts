/** One request, as it is logged: what happened, and nothing of what was said or who said it. */
export interface LogLine {
  timestamp: string
  level: 'info' | 'warn' | 'error'
  function: string
  request_id: string
  method: string
  path: string
  status: number
  duration_ms: number
  code?: string
  /** Kind and place of an error nobody foresaw. Its message is left out: it may quote a row. */
  error?: { name: string; code?: string; stack: string[] }
}

export type Log = (line: LogLine) => void

/** One line of JSON on stdout, as the platform's log expects. */
export const logToConsole: Log = (line) => console.log(JSON.stringify(line))

export function describeError(error: unknown): LogLine['error'] {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const stack = (error.stack ?? '').split('\n').map((line) => line.trim())
  return {
    name: error.name,
    ...('code' in error && { code: String(error.code) }),
    stack: stack.filter((line) => line.startsWith('at ')),
  }
}
