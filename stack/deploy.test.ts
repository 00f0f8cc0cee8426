import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { describeStep, planDeploy, type DeployInput } from './deploy-plan.ts'
import { main } from './deploy.ts'
import { repositoryDir } from './settings.ts'

const complete: DeployInput = {
  projectRef: 'abcdefghijklmnopqrst',
  env: {
    SUPABASE_ACCESS_TOKEN: 'hush-access',
    SUPABASE_DB_PASSWORD: 'hush-password',
    SITE_URL: 'https://aurum.example',
    JOBS_TOKEN: 'hush-jobs-token-of-at-least-32-characters',
    OPENAI_API_KEY: 'hush-openai',
    GEMINI_API_KEY: '',
  },
  version: '1.2.3+abc',
  isDirty: false,
}
const withEnv = (changes: Record<string, string | undefined>): DeployInput => ({
  ...complete,
  env: { ...complete.env, ...changes },
})

test('a complete deployment goes through database, secrets, functions and settings', () => {
  const plan = planDeploy(complete)
  expect(plan.problems).toEqual([])
  expect(plan.steps.map(describeStep)).toEqual([
    'SUPABASE_ACCESS_TOKEN=*** SUPABASE_DB_PASSWORD=*** supabase link --project-ref abcdefghijklmnopqrst',
    'SUPABASE_ACCESS_TOKEN=*** SUPABASE_DB_PASSWORD=*** PROJECT_URL=https://abcdefghijklmnopqrst.supabase.co JOBS_TOKEN=*** ' +
      'supabase db push --remote=abcdefghijklmnopqrst --yes',
    'SUPABASE_ACCESS_TOKEN=*** supabase secrets set --remote=abcdefghijklmnopqrst --env-file <secrets>',
    'SUPABASE_ACCESS_TOKEN=*** supabase functions deploy --remote=abcdefghijklmnopqrst --use-api --prune --yes',
    'SUPABASE_ACCESS_TOKEN=*** SUPABASE_AUTH_SITE_URL=https://aurum.example SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED=false ' +
      'supabase config push --remote=abcdefghijklmnopqrst --yes',
  ])
  expect(plan.steps.map(describeStep).join()).not.toContain('hush')
  expect(plan.healthUrl).toBe('https://abcdefghijklmnopqrst.supabase.co/functions/v1/health')
})

test('the functions get the providers that are set, and nothing the platform gives itself', () => {
  expect(planDeploy(complete).secrets).toEqual({
    APP_VERSION: '1.2.3+abc',
    JOBS_TOKEN: complete.env.JOBS_TOKEN,
    SITE_URL: 'https://aurum.example',
    OPENAI_API_KEY: 'hush-openai',
  })
})

test('Google sign-in is turned on by its two values, and by no half', () => {
  const both = planDeploy(withEnv({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'hush' }))
  expect(both.problems).toEqual([])
  expect(both.steps.at(-1)!.env).toMatchObject({
    SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED: 'true',
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'hush',
  })
  expect(planDeploy(withEnv({ GOOGLE_CLIENT_ID: 'id' })).problems).toEqual([
    'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together; only one is set.',
  ])
})

test('everything that is missing is said at once', () => {
  const { problems } = planDeploy({ projectRef: 'My Project', env: {}, version: '1', isDirty: true })
  expect(problems.map((problem) => problem.split(' ').slice(0, 3).join(' '))).toEqual([
    '"My Project" is',
    'There are changes',
    'SUPABASE_ACCESS_TOKEN is missing:',
    'SUPABASE_DB_PASSWORD is missing:',
    'SITE_URL is missing:',
    'JOBS_TOKEN is missing:',
  ])
})

test.each([
  [{ SITE_URL: 'http://aurum.example' }, /SITE_URL must be like/],
  [{ SITE_URL: 'https://aurum.example/app' }, /SITE_URL must be like/],
  [{ JOBS_TOKEN: 'short' }, /JOBS_TOKEN is shorter/],
])('%j is refused', (changes, problem) => {
  expect(planDeploy(withEnv(changes)).problems).toEqual([expect.stringMatching(problem)])
})

test.each([[[]], [['--dry-run']], [['--project-ref']], [['--nonsense', 'x']]])(
  'without a project ref (%j) nothing happens',
  async (args) => {
    await expect(main(args)).rejects.toThrow('Usage: npm run deploy -- --project-ref <ref> [--dry-run]')
  },
)

test('a dry run prints every command and runs none', async () => {
  const run = promisify(execFile)(
    process.execPath,
    ['stack/run.mjs', 'deploy', '--project-ref', complete.projectRef, '--dry-run'],
    {
      cwd: repositoryDir,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...complete.env },
    },
  )
  const lines = (await run).stdout.trim().split('\n')
  expect(lines.slice(0, 5)).toEqual(planDeploy(complete).steps.map(describeStep))
  expect(lines[5]).toMatch(/^<secrets> would hold APP_VERSION, JOBS_TOKEN, SITE_URL, OPENAI_API_KEY/)
  expect(lines.join()).not.toContain('hush')
})

test('the supabase CLI takes our config.toml without a warning, and reaches a database with it', async () => {
  const cli = path.join(repositoryDir, 'node_modules', 'supabase', 'dist', 'supabase.js')
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [cli, 'migration', 'list', `--remote=${inject('stack').dbUrl}`],
    { cwd: repositoryDir, env: { ...process.env, SUPABASE_TELEMETRY_DISABLED: '1' } },
  )
  expect(stdout + stderr).not.toMatch(/warn|invalid|deprecated/i)
  expect(stdout).toMatch(/20261121000100.+20261121000100/)
})

test('the mails of config.toml have the subjects of their templates', async () => {
  const config = await readFile(path.join(repositoryDir, 'supabase', 'config.toml'), 'utf8')
  const mails = [...config.matchAll(/^subject = "(.+)"\ncontent_path = "(.+)"$/gm)]
  expect(mails.length).toBeGreaterThan(0)
  for (const [, subject, file] of mails) {
    expect(await readFile(path.join(repositoryDir, file!), 'utf8')).toContain(`<title>${subject}</title>`)
  }
})

test('every function is named in config.toml, and checks its callers itself', async () => {
  const config = await readFile(path.join(repositoryDir, 'supabase', 'config.toml'), 'utf8')
  const { stdout } = await promisify(execFile)('git', ['ls-files', 'supabase/functions/*/index.ts'], {
    cwd: repositoryDir,
  })
  for (const file of stdout.trim().split('\n')) {
    const name = path.basename(path.dirname(file))
    expect(config).toContain(`[functions.${name}]\nenabled = true\nverify_jwt = false\n`)
  }
})
