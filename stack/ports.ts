import { randomInt } from 'node:crypto'
import net from 'node:net'
import { PORTS, StackError, type PortName, type Settings } from './settings.ts'

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** @throws StackError that names each taken port, its variable and a free port to use instead */
export async function assertPortsAreFree(settings: Settings): Promise<void> {
  const problems: string[] = []
  for (const name of Object.keys(PORTS) as PortName[]) {
    if (await isFree(settings[name], settings.host)) continue
    const { variable } = PORTS[name]
    const [other] = await findFreePorts(1)
    problems.push(
      `Port ${settings[name]} (${variable}) is taken. End the program that uses it, or choose another port: ` +
        `${variable}=${other} npm start`,
    )
  }
  if (problems.length > 0) throw new StackError(problems.join('\n'))
}

/** Below the ports that systems hand out by themselves, one of which could be taken between looking and listening. */
const LOWEST = 20_000
const HIGHEST = 32_000

/** Ports that nobody listens on now, all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Set<number>()
  while (found.size < count) {
    const port = randomInt(LOWEST, HIGHEST)
    if (!found.has(port) && (await isFree(port, '127.0.0.1'))) found.add(port)
  }
  return [...found]
}

/** Settings with free ports, for a stack beside others. */
export async function freeSettings(dataDir: string): Promise<Settings> {
  const [apiPort, dbPort, studioPort, mailPort, webPort] = await findFreePorts(5)
  return {
    host: '127.0.0.1',
    apiPort: apiPort!,
    dbPort: dbPort!,
    studioPort: studioPort!,
    mailPort: mailPort!,
    webPort: webPort!,
    dataDir,
  }
}
