import { spawn } from 'node:child_process'
import path from 'node:path'
import { repositoryDir } from './settings.ts'

interface Check {
  name: string
  program: string
  args: string[]
}

const CHECKS: Check[] = [
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.'] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['-p', 'tsconfig.json'] },
]

function run({ name, program, args }: Check): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(repositoryDir, 'node_modules', program), ...args], {
    cwd: repositoryDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
      if (code !== 0) console.log(output.trimEnd())
      resolve(code === 0)
    })
  })
}

/** Runs the static checks side by side and prints what they find; tells whether all passed. */
export async function runChecks(): Promise<boolean> {
  const results = await Promise.all(CHECKS.map(run))
  return results.every(Boolean)
}

/**
 * `npm run check`.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  return (await runChecks()) ? 0 : 1
}
