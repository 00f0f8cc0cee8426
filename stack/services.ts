import path from 'node:path'
import { startApi } from './api.ts'
import { startCron } from './cron.ts'
import { functionEnvironment } from './function-environment.ts'
import { startFunctions } from './functions.ts'
import { startGateway } from './gateway.ts'
import { startMail } from './mail.ts'
import { startNet } from './net.ts'
import { databaseUrl } from './postgres.ts'
import { startRealtime } from './realtime/server.ts'
import type { Secrets } from './secrets.ts'
import { repositoryDir, type Settings } from './settings.ts'
import type { StackConnection } from './start.ts'
import { startStudio } from './studio.ts'
import type { Stoppable } from './supervise.ts'

export interface ServicesOptions {
  settings: Settings
  secrets: Secrets
  connection: StackConnection
  /** Load a function anew when its sources change. */
  watch: boolean
  /** Where functions find the keys and addresses of providers; the process's environment unless told. */
  providers?: Record<string, string | undefined>
  log(line: string): void
}

/**
 * Starts all that stands on the database, and the gateway in front of it.
 * @param started gets each service as it comes up, so that the caller can stop them when a later one fails
 */
export async function startServices(options: ServicesOptions, started: Stoppable[]): Promise<void> {
  const { settings, secrets, connection, watch, providers, log } = options
  const keep = async <T extends Stoppable>(starting: Promise<T>): Promise<T> => {
    const service = await starting
    started.push(service)
    return service
  }
  const authenticatorUrl = databaseUrl(settings.dbPort, 'authenticator', secrets.authenticatorPassword)

  const mail = await keep(startMail({ port: settings.mailPort, dataDir: settings.dataDir }))
  const [api, realtime, functions] = await allOrFirstFailure([
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
    keep(
      startFunctions({
        functionsDir: path.join(repositoryDir, 'supabase', 'functions'),
        env: await functionEnvironment({
          ...connection,
          ...secrets,
          smtpUrl: mail.smtpUrl,
          source: providers,
        }),
        watch,
        log,
      }),
    ),
    keep(startStudio({ port: settings.studioPort, databaseUrl: authenticatorUrl })),
    keep(startCron({ databaseUrl: connection.adminDbUrl, log })),
    keep(startNet({ databaseUrl: connection.adminDbUrl, log })),
  ])
  await keep(
    startGateway({
      port: settings.apiPort,
      api,
      functionsUrl: () => functions.url,
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
