import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { repositoryDir } from './settings.ts'

/**
 * `npm run build`: the production site in dist/, for the Supabase named by VITE_SUPABASE_URL and
 * VITE_SUPABASE_PUBLISHABLE_KEY in the environment or in an .env file.
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const vite = path.join(repositoryDir, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', ...args], {
    cwd: repositoryDir,
    stdio: 'inherit',
  })
  return status ?? 1
}
