import { spawn, type ChildProcess } from 'node:child_process'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makePrivateFolder, type Account, type Binaries } from './postgres-account.ts'
import type { Secrets } from './secrets.ts'
import { StackError } from './settings.ts'

/**
 * Makes an empty cluster with the superuser supabase_admin.
 * It is made beside its place and moved there when complete: a run killed half-way leaves no half cluster.
 * @throws StackError with what initdb said
 */
export async function makeCluster(
  cluster: string,
  binaries: Binaries,
  account: Account,
  secrets: Secrets,
): Promise<void> {
  const draft = `${cluster}.new`
  // initdb reads the password from a file; inside the draft folder nobody else can read it.
  const data = path.join(draft, 'data')
  const passwordFile = path.join(draft, 'password')
  // The character classes of text search and trigrams come from the system, and not each knows C.UTF-8.
  for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    await rm(draft, { recursive: true, force: true })
    await makePrivateFolder(draft, account)
    await writeFile(passwordFile, secrets.adminPassword)
    const child = spawn(
      binaries.initdb,
      [
        ...[
          '--pgdata',
          data,
          '--username',
          'supabase_admin',
          '--pwfile',
          passwordFile,
          '--auth',
          'scram-sha-256',
        ],
        ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
        ...['--locale', 'C', '--lc-ctype', characters],
      ],
      { ...account, cwd: draft, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } },
    )
    const { code, errors } = await outcome(child)
    if (code === 0) {
      await rename(data, cluster)
      await rm(draft, { recursive: true, force: true })
      return
    }
    if (!errors.includes('invalid locale name')) {
      throw new StackError(`Postgres could not make its data folder ${cluster}:\n${errors.trim()}`)
    }
  }
}

function outcome(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, errors }))
  })
}
