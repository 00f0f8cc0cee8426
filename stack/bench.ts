import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { repositoryDir, StackError } from './settings.ts'

const ENDING = '.bench.ts'

/**
 * `npm run bench [-- name…]`: runs the benchmarks of tests/bench one after the other, each in a process of its own.
 * @returns the exit code; 1 when one failed or missed its target
 * @throws StackError when there is none of that name
 */
export async function main(args: string[]): Promise<number> {
  const folder = path.join(repositoryDir, 'tests', 'bench')
  const files = (await readdir(folder)).filter((file) => file.endsWith(ENDING))
  const names = files.map((file) => file.slice(0, -ENDING.length)).sort()
  const unknown = args.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new StackError(`There is no benchmark called ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  }
  let failures = 0
  for (const name of args.length > 0 ? args : names) {
    const code = await run(path.join(folder, name + ENDING))
    if (code !== 0) failures += 1
  }
  return failures === 0 ? 0 : 1
}

function run(file: string): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: repositoryDir, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}
