import path from 'node:path'
import { readSettings, repositoryDir, StackError } from './settings.ts'
import { startStack, type StackConnection } from './start.ts'

/**
 * `npm start`: runs the stack until Ctrl-C, SIGTERM or a failure it cannot mend. `--dev` serves the web app from
 * its sources, `--no-web` leaves it out.
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const beganAt = performance.now()
  const seconds = () => `${((performance.now() - beganAt) / 1000).toFixed(1)} s`
  const stopped = askedToStop()
  // Who read the output may leave first; the complaint about that would itself be written, and so on without end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const crashed = new Promise<StackError>((resolve) => {
    const onError = (error: unknown) => {
      console.error(error)
      resolve(new StackError('The stack hit an error it did not expect and ends.'))
    }
    process.on('uncaughtException', onError)
    process.on('unhandledRejection', onError)
  })

  const web = args.includes('--no-web') ? 'none' : args.includes('--dev') ? 'development' : 'built'
  const stack = await startStack({
    settings: readSettings(),
    web,
    watch: true,
    log: (line) => console.log(`${seconds().padStart(8)}  ${line}`),
  })
  console.log(welcome(stack.connection, web !== 'none', seconds()))

  const end = await Promise.race([stopped, stack.failed, crashed])
  if (end !== 'stopped') console.error(`\n${end.message}`)
  console.log('Stopping')
  await stack.stop()
  return end === 'stopped' ? 0 : 1
}

function askedToStop(): Promise<'stopped'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve('stopped'))
    if (!process.env.npm_lifecycle_event) return
    // Killed without a chance to pass it on, npm leaves us behind.
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && resolve('stopped'), 250).unref()
  })
}

function welcome(connection: StackConnection, hasSite: boolean, seconds: string): string {
  const relative = path.relative(repositoryDir, connection.dataDir)
  const folder = relative.startsWith('..') ? connection.dataDir : relative
  const app = hasSite ? `\n    App        ${connection.webUrl}` : ''
  return `
  Aurum Life is running (ready in ${seconds})
${app}
    Sign in    ${connection.demoEmail}  ${connection.demoPassword}

    API        ${connection.apiUrl}
    Studio     ${connection.studioUrl}
    Mail       ${connection.mailUrl}
    Database   ${connection.dbUrl}

  Ctrl-C stops it. Your data stays in ${folder} until "npm run reset".
`
}
