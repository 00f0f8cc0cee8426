import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { repositoryDir, StackError } from './settings.ts'

/**
 * The Deno program of the npm package. It is found also where install scripts did not run.
 * @throws StackError on a machine Deno does not support
 */
export function findDeno(): string {
  try {
    const { runInstall } = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string }
    return runInstall()
  } catch (error) {
    throw new StackError('There is no Deno for this machine, so the functions cannot run.', { cause: error })
  }
}

/** Everything comes from the repository's node_modules; nothing is asked of the network, or of a person. */
export const OFFLINE_FLAGS = ['--no-lock', '--node-modules-dir=manual', '--no-remote', '--cached-only']

/** What Deno itself needs of the environment. */
export function denoEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NO_COLOR: '1',
    DENO_NO_UPDATE_CHECK: '1',
    // Compiled TypeScript; wiped together with the packages it was compiled against.
    DENO_DIR: path.join(repositoryDir, 'node_modules', '.cache', 'deno'),
  }
}

/** The names of the functions in a folder like supabase/functions. */
export function listFunctions(functionsDir: string): string[] {
  return readdirSync(functionsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[a-z0-9]/.test(entry.name))
    .map((entry) => entry.name)
}

/** The command, to be run in the repository's folder, that checks the types of all its functions. */
export function functionCheck(): { program: string; args: string[]; env: Record<string, string> } {
  const names = listFunctions(path.join(repositoryDir, 'supabase', 'functions'))
  const files = names.map((name) => path.join('supabase', 'functions', name, 'index.ts'))
  // "check" does not know the last flag, and reads nothing from elsewhere without it.
  const flags = OFFLINE_FLAGS.filter((flag) => flag !== '--cached-only')
  return { program: findDeno(), args: ['check', '--quiet', ...flags, ...files], env: denoEnvironment() }
}
