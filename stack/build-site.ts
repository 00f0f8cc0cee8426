import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { repositoryDir, StackError } from './settings.ts'

/** What the site must know of its Supabase. */
export interface SiteEnvironment {
  VITE_SUPABASE_URL: string
  VITE_SUPABASE_PUBLISHABLE_KEY: string
}

const SOURCES = ['web', 'shared', 'vite.config.ts', 'package-lock.json']

/**
 * Builds the production site into `outDir`, unless it holds a build of the same sources and environment already.
 * @throws StackError with the output of Vite
 */
export async function buildSite(outDir: string, env: SiteEnvironment): Promise<void> {
  const stamp = path.join(outDir, '.build')
  const digest = await digestOfSources(env)
  if ((await readFile(stamp, 'utf8').catch(() => null)) === digest) return

  const vite = path.join(repositoryDir, 'node_modules', 'vite', 'bin', 'vite.js')
  // A process of its own: under vitest ours has NODE_ENV=test, which would put React's development build into the site.
  const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--logLevel', 'warn'], {
    cwd: repositoryDir,
    env: { ...process.env, ...env, NODE_ENV: 'production', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new StackError(`The web app could not be built:\n${output.trim()}`)
  await writeFile(stamp, digest)
}

async function digestOfSources(env: SiteEnvironment): Promise<string> {
  const digest = createHash('sha256').update(JSON.stringify(env))
  for (const source of SOURCES) {
    const root = path.join(repositoryDir, source)
    const isFolder = (await stat(root)).isDirectory()
    const entries = isFolder ? await readdir(root, { recursive: true, withFileTypes: true }) : []
    const files = isFolder
      ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
      : [root]
    for (const file of files.sort()) {
      const { size, mtimeMs } = await stat(file)
      digest.update(`${file}\0${size}\0${mtimeMs}\n`)
    }
  }
  return digest.digest('hex')
}
