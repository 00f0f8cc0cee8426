import { spawn } from 'node:child_process'
import path from 'node:path'
import { functionCheck } from './deno.ts'
import { repositoryDir } from './settings.ts'

interface Check {
  name: string
  program: string
  args: string[]
  env?: Record<string, string>
}

const nodeProgram = (name: string, file: string, ...args: string[]): Check => ({
  name,
  program: process.execPath,
  args: [path.join(repositoryDir, 'node_modules', file), ...args],
})

const checks = (): Check[] => [
  nodeProgram('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  nodeProgram('lint', 'eslint/bin/eslint.js', '.'),
  nodeProgram('types', 'typescript/bin/tsc', '-p', 'tsconfig.json'),
  { name: 'functions', ...functionCheck() },
]

function run({ name, program, args, env = {} }: Check): Promise<boolean> {
  const child = spawn(program, args, {
    cwd: repositoryDir,
    env: { ...process.env, ...env },
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
  const results = await Promise.all(checks().map(run))
  return results.every(Boolean)
}

/**
 * `npm run check`.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  return (await runChecks()) ? 0 : 1
}
