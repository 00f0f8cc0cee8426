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
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve('stopped'))
  })
  const crashed = new Promise<StackError>((resolve) => {
    const onError = (error: unknown) => {
      console.error(error)
      resolve(new StackError('The stack hit an error it did not expect and ends.'))
    }
    process.on('uncaughtException', onError)
    process.on('unhandledRejection', onError)
  })

  const settings = readSettings()
  const starting = startStack({
    settings,
    web: args.includes('--no-web') ? 'none' : args.includes('--dev') ? 'development' : 'built',
    log: (line) => console.log(`${seconds().padStart(8)}  ${line}`),
  })
  const stack = await starting
  console.log(welcome(stack.connection, seconds()))

  const end = await Promise.race([stopped, stack.failed, crashed])
  if (end !== 'stopped') console.error(`\n${end.message}`)
  console.log('Stopping')
  await stack.stop()
  return end === 'stopped' ? 0 : 1
}

function welcome(connection: StackConnection, seconds: string): string {
  const folder = path.relative(repositoryDir, connection.dataDir) || connection.dataDir
  return `
  Aurum Life is running (ready in ${seconds})

    App        ${connection.webUrl}
    Sign in    ${connection.demoEmail}  ${connection.demoPassword}

    API        ${connection.apiUrl}
    Studio     ${connection.studioUrl}
    Mail       ${connection.mailUrl}
    Database   ${connection.dbUrl}

  Ctrl-C stops it. What you do is kept in ${folder}; "npm run reset" wipes it.
`
}
