import { removeDataDir } from './data-dir.ts'
import { readSettings } from './settings.ts'

/**
 * `npm run reset`: wipes the data folder.
 * @returns the exit code
 * @throws StackError when a stack runs on it
 */
export async function main(): Promise<number> {
  const { dataDir } = readSettings()
  await removeDataDir(dataDir)
  console.log(`Wiped ${dataDir}. "npm start" begins afresh.`)
  return 0
}
