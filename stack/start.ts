import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { bootstrap } from './bootstrap.ts'
import { buildSite, type SiteEnvironment } from './build-site.ts'
import { DEMO_EMAIL, makeDemoAccount } from './demo.ts'
import { lockDataDir } from './data-dir.ts'
import { migrate } from './migrate.ts'
import { assertPortsAreFree } from './ports.ts'
import { endLeftoverServer } from './postgres-leftovers.ts'
import { databaseUrl, startPostgres } from './postgres.ts'
import { loadSecrets } from './secrets.ts'
import { startServices } from './services.ts'
import type { Settings, StackError } from './settings.ts'
import { supervise, type Stoppable } from './supervise.ts'
import { startDevelopmentWeb, startWeb } from './web.ts'

const STOP_PATIENCE_MS = 20_000

export interface StackOptions {
  settings: Settings
  /** The site: built (what ships), from its sources with hot reload, or not at all. Built unless told. */
  web?: 'built' | 'development' | 'none'
  /** Run supabase/seed.sql and make the demo account on a fresh database; true unless told. */
  seed?: boolean
  /** Load Edge Functions anew when their sources change; false unless told. */
  watch?: boolean
  /** Where functions find the keys and addresses of providers; the process's environment unless told. */
  providers?: Record<string, string | undefined>
  /** Hears one line per step and per mishap. */
  log?: (line: string) => void
}

/** How to reach a running stack, and with which keys. */
export interface StackConnection {
  apiUrl: string
  /** As the role postgres. */
  dbUrl: string
  /** As the superuser supabase_admin. */
  adminDbUrl: string
  webUrl: string
  mailUrl: string
  studioUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  dataDir: string
  demoEmail: string
  demoPassword: string
}

export interface RunningStack extends Stoppable {
  connection: StackConnection
  /** Process id of Postgres now; changes when it is brought back. */
  postgresPid(): number
  /** Resolves with the reason when the stack cannot go on; the caller then stops it. */
  failed: Promise<StackError>
}

/**
 * Starts everything on the ports and data of `settings`: database, services, gateway and site.
 * @throws StackError with a sentence for the person at the terminal; nothing is left running then
 */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const started: Stoppable[] = []
  const stop = () => stopAll(started, options.log)
  try {
    return { ...(await compose(options, started)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

// One that hangs or fails must not keep those below it, the database above all, from ending in good order.
async function stopAll(started: Stoppable[], log: StackOptions['log'] = () => {}): Promise<void> {
  for (let service = started.pop(); service; service = started.pop()) {
    const patience = delay(STOP_PATIENCE_MS, 'late' as const, { ref: false })
    try {
      if ((await Promise.race([service.stop(), patience])) === 'late') log('A service does not end; going on')
    } catch (error) {
      log(`A service did not end well: ${String(error)}`)
    }
  }
}

async function compose(
  { settings, web = 'built', seed = true, watch = false, providers, log = () => {} }: StackOptions,
  started: Stoppable[],
): Promise<Omit<RunningStack, 'stop'>> {
  const { host, apiPort, dbPort, dataDir } = settings
  const lock = await lockDataDir(dataDir)
  started.push({ stop: () => lock.release() })
  await endLeftoverServer(dataDir)
  await assertPortsAreFree(settings)

  const secrets = await loadSecrets(dataDir)
  const connection: StackConnection = {
    apiUrl: `http://${host}:${apiPort}`,
    dbUrl: databaseUrl(dbPort, 'postgres', secrets.postgresPassword),
    adminDbUrl: databaseUrl(dbPort, 'supabase_admin', secrets.adminPassword),
    webUrl: `http://${host}:${settings.webPort}`,
    mailUrl: `http://${host}:${settings.mailPort}`,
    studioUrl: `http://${host}:${settings.studioPort}`,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    jwtSecret: secrets.jwtSecret,
    dataDir,
    demoEmail: DEMO_EMAIL,
    demoPassword: secrets.demoPassword,
  }
  const siteEnvironment: SiteEnvironment = {
    VITE_SUPABASE_URL: connection.apiUrl,
    VITE_SUPABASE_PUBLISHABLE_KEY: connection.publishableKey,
  }
  const siteFolder = path.join(dataDir, 'site')
  // Takes as long as everything else together, and needs none of it.
  const site = web === 'built' ? buildSite(siteFolder, siteEnvironment) : Promise.resolve()
  site.catch(() => {})

  let fail: (error: StackError) => void = () => {}
  const failed = new Promise<StackError>((resolve) => (fail = resolve))

  log('Starting the database')
  const postgres = await supervise({
    name: 'Postgres',
    start: (onExit) => startPostgres({ dataDir, port: dbPort, secrets, onExit }),
    onGiveUp: fail,
    log,
  })
  started.push(postgres)
  await bootstrap(connection.adminDbUrl, secrets, connection.apiUrl)
  const applied = await migrate({ databaseUrl: connection.dbUrl, seed })
  if (applied.length > 0) log(`Applied ${applied.length} migrations`)

  log('Starting the services')
  await startServices({ settings, secrets, connection, watch, providers, log }, started)
  if (seed) await makeDemoAccount(connection)

  if (web !== 'none') {
    log(web === 'built' ? 'Building the web app' : 'Starting the web app')
    await site
    const address = { host, port: settings.webPort }
    started.push(
      web === 'built'
        ? await startWeb({ folder: siteFolder, ...address })
        : await startDevelopmentWeb({ env: siteEnvironment, ...address }),
    )
  }
  await lock.publish(statusOf(connection))
  return { connection, postgresPid: () => postgres.current().pid, failed }
}

/** What `npm run status -- --json` prints. */
function statusOf(connection: StackConnection): Record<string, string> {
  return {
    api_url: connection.apiUrl,
    db_url: connection.dbUrl,
    web_url: connection.webUrl,
    mail_url: connection.mailUrl,
    studio_url: connection.studioUrl,
    publishable_key: connection.publishableKey,
    secret_key: connection.secretKey,
    demo_email: connection.demoEmail,
    demo_password: connection.demoPassword,
  }
}
