import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { runChecks } from './check.ts'
import { repositoryDir } from './settings.ts'

interface Summary {
  passed: number
  failed: number
  skipped: number
}

/**
 * `npm test`: static checks, then all tests; with arguments, only what vitest finds for them
 * (`npm test -- --project stack postgres`). The last line counts what passed and failed.
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const isWhole = args.length === 0
  const isClean = isWhole ? await runChecks() : true
  const { passed, failed, skipped } = await runTests(args)
  // The static checks count as one.
  const allPassed = passed + (isWhole && isClean ? 1 : 0)
  const allFailed = failed + (isClean ? 0 : 1)
  console.log(`${allPassed} passed, ${allFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return allFailed === 0 ? 0 : 1
}

async function runTests(args: string[]): Promise<Summary> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-summary-'))
  const file = path.join(folder, 'summary.json')
  try {
    const code = await runVitest(args, { ...process.env, AURUM_TEST_SUMMARY: file })
    const text = await readFile(file, 'utf8').catch(() => null)
    const summary = text ? (JSON.parse(text) as Summary) : { passed: 0, failed: 1, skipped: 0 }
    // Vitest may fail although each test passed: no test found, a teardown that threw.
    return code !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runVitest(args: string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const vitest = path.join(repositoryDir, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./tests/summary-reporter.ts']
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: repositoryDir,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  // Ctrl-C reaches vitest too, which ends its stack in good order; we wait for it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}
