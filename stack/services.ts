import { startApi } from './api.ts'
import { startCron } from './cron.ts'
import { startGateway } from './gateway.ts'
import { startMail } from './mail.ts'
import { startNet } from './net.ts'
import { databaseUrl } from './postgres.ts'
import { startRealtime } from './realtime/server.ts'
import type { Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import type { StackConnection } from './start.ts'
import { startStudio } from './studio.ts'
import type { Stoppable } from './supervise.ts'

export interface ServicesOptions {
  settings: Settings
  secrets: Secrets
  connection: StackConnection
  log(line: string): void
}

/**
 * Starts all that stands on the database, and the gateway in front of it.
 * @param started gets each service as it comes up, so that the caller can stop them when a later one fails
 */
export async function startServices(options: ServicesOptions, started: Stoppable[]): Promise<void> {
  const { settings, secrets, connection, log } = options
  const keep = async <T extends Stoppable>(starting: Promise<T>): Promise<T> => {
    const service = await starting
    started.push(service)
    return service
  }
  const authenticatorUrl = databaseUrl(settings.dbPort, 'authenticator', secrets.authenticatorPassword)

  const mail = await keep(startMail({ port: settings.mailPort, dataDir: settings.dataDir }))
  const [api, realtime] = await allOrFirstFailure([
    keep(
      startApi({
        databaseUrl: authenticatorUrl,
        secrets,
        apiUrl: connection.apiUrl,
        siteUrl: connection.webUrl,
        dataDir: settings.dataDir,
        deliver: (letter) => mail.deliver(letter),
        env: process.env,
      }),
    ),
    keep(startRealtime({ databaseUrl: connection.adminDbUrl, ...secrets, log })),
    keep(startStudio({ port: settings.studioPort, databaseUrl: authenticatorUrl })),
    keep(startCron({ databaseUrl: connection.adminDbUrl, log })),
    keep(startNet({ databaseUrl: connection.adminDbUrl, log })),
  ])
  await keep(
    startGateway({
      port: settings.apiPort,
      api,
      functionsUrl: () => 'http://127.0.0.1:9',
      realtimeUrl: () => realtime.url,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
    }),
  )
}

// Waits for all, so that none comes up unseen after the failure of another.
async function allOrFirstFailure<T extends readonly unknown[]>(starting: {
  [K in keyof T]: Promise<T[K]>
}): Promise<T> {
  await Promise.allSettled(starting)
  return (await Promise.all(starting)) as unknown as T
}
