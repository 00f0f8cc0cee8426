import { readRunningStack } from './data-dir.ts'
import { readSettings, StackError } from './settings.ts'

/**
 * `npm run status`: how to reach the stack that runs on this data folder; `--json` for programs.
 * @returns the exit code
 * @throws StackError when none runs
 */
export async function main(args: string[]): Promise<number> {
  const { dataDir } = readSettings()
  const running = await readRunningStack(dataDir)
  if (!running) throw new StackError(`No stack runs on ${dataDir}. "npm start" starts one.`)
  if (!running.status)
    throw new StackError(`The stack on ${dataDir} is still starting (process ${running.pid}).`)
  if (args.includes('--json')) {
    console.log(JSON.stringify(running.status, null, 2))
  } else {
    for (const [name, value] of Object.entries(running.status)) console.log(`${name.padEnd(16)} ${value}`)
  }
  return 0
}
