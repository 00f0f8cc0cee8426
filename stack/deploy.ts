import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs, parseEnv, promisify } from 'node:util'
import { describeStep, planDeploy, SECRETS_FILE, type DeployPlan, type DeployStep } from './deploy-plan.ts'
import { repositoryDir, StackError } from './settings.ts'

const USAGE = 'Usage: npm run deploy -- --project-ref <ref> [--dry-run]'
const HEALTH_ATTEMPTS = 10

/**
 * `npm run deploy`: brings database, functions, their secrets and the settings of a hosted project to the state of
 * this repository. Settings come from `.env.production` and the shell; `--dry-run` only says what would be done.
 * @returns the exit code
 */
export async function main(args: string[]): Promise<number> {
  const { projectRef, isDryRun } = readArguments(args)
  const plan = planDeploy({
    projectRef,
    env: { ...(await readEnvFile()), ...process.env },
    version: await readVersion(),
    isDirty: (await git('status', '--porcelain')) !== '',
  })
  if (isDryRun) {
    console.log(describePlan(plan))
    return 0
  }
  if (plan.problems.length > 0) throw new StackError(`Nothing was deployed.\n${plan.problems.join('\n')}`)
  await withSecretsFile(plan.secrets, async (file) => {
    for (const step of plan.steps) await run(step, file)
  })
  await checkHealth(plan.healthUrl)
  return 0
}

function readArguments(args: string[]): { projectRef: string; isDryRun: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { 'project-ref': { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    })
    const projectRef = values['project-ref']
    if (projectRef) return { projectRef, isDryRun: values['dry-run'] }
  } catch (error) {
    throw new StackError(`${(error as Error).message}\n${USAGE}`)
  }
  throw new StackError(`Say which project to deploy to.\n${USAGE}`)
}

async function readEnvFile(): Promise<Record<string, string | undefined>> {
  const text = await readFile(path.join(repositoryDir, '.env.production'), 'utf8').catch(() => '')
  return parseEnv(text)
}

// Version of the package and the commit, so that a health answer tells which code is live.
async function readVersion(): Promise<string> {
  const manifest = await readFile(path.join(repositoryDir, 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  return `${version}+${await git('rev-parse', '--short=12', 'HEAD')}`
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: repositoryDir })
  return stdout.trim()
}

function describePlan({ steps, secrets, healthUrl, problems }: DeployPlan): string {
  return [
    ...steps.map(describeStep),
    `${SECRETS_FILE} would hold ${Object.keys(secrets).join(', ')}`,
    `At the end, ${healthUrl} must answer.`,
    ...problems.map((problem) => `Missing before this can run: ${problem}`),
  ].join('\n')
}

async function withSecretsFile(
  secrets: Record<string, string>,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-deploy-'))
  try {
    const file = path.join(folder, 'secrets.env')
    const lines = Object.entries(secrets).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    await writeFile(file, lines.join('\n') + '\n', { mode: 0o600 })
    await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function run(step: DeployStep, secretsFile: string): Promise<void> {
  console.log(`\n> ${describeStep(step)}`)
  const cli = path.join(repositoryDir, 'node_modules', 'supabase', 'dist', 'supabase.js')
  const args = step.args.map((arg) => (arg === SECRETS_FILE ? secretsFile : arg))
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: repositoryDir,
    env: { ...process.env, ...step.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) {
    throw new StackError(
      `"supabase ${step.args.slice(0, 2).join(' ')}" failed. Mend it and deploy again: each step may be repeated.`,
    )
  }
}

async function checkHealth(url: string): Promise<void> {
  let answer = 'nothing'
  for (let attempt = 1; attempt <= HEALTH_ATTEMPTS; attempt++) {
    const response = await fetch(url).catch(() => null)
    answer = response ? `${response.status} ${await response.text()}` : 'nothing'
    if (response?.ok) {
      console.log(`\nDeployed. ${url} answers ${answer}`)
      return
    }
    // A new version takes a moment to reach every region.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new StackError(`Deployed, but ${url} answers ${answer}`)
}
