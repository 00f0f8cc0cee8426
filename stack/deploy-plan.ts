/** What is deployed, and with which settings. */
export interface DeployInput {
  projectRef: string
  /** `.env.production`, with what the shell sets on top. */
  env: Record<string, string | undefined>
  /** Shown by the health function. */
  version: string
  /** Whether the work tree has changes that are not committed. */
  isDirty: boolean
}

/** One call of the supabase CLI. */
export interface DeployStep {
  args: string[]
  /** Beside what the shell has. */
  env: Record<string, string>
  /** Names in `env` that may be shown with their values. */
  shown: string[]
}

export interface DeployPlan {
  steps: DeployStep[]
  /** The secrets of the functions. */
  secrets: Record<string, string>
  healthUrl: string
  /** Each a sentence; with any, nothing may be deployed. */
  problems: string[]
}

/** Stands for the file with the secrets, which exists only while it is used. */
export const SECRETS_FILE = '<secrets>'

const REQUIRED: Record<string, string> = {
  SUPABASE_ACCESS_TOKEN: 'a token of your account (supabase.com/dashboard/account/tokens)',
  SUPABASE_DB_PASSWORD: 'the database password of the project',
  SITE_URL: 'the https:// address of the web app',
  JOBS_TOKEN: 'a random word of at least 32 characters, shared by scheduler and functions',
}
const PROVIDERS = ['OPENAI', 'GEMINI', 'ANTHROPIC', 'ELEVENLABS', 'SENDGRID']
const OPTIONAL_SECRETS = [
  ...PROVIDERS.flatMap((name) => [`${name}_API_KEY`, `${name}_BASE_URL`]),
  ...['MAIL_FROM', 'VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY'],
]

/** Says what a deployment would do, without doing any of it. */
export function planDeploy(input: DeployInput): DeployPlan {
  const { projectRef, env, version } = input
  const value = (name: string) => env[name]?.trim() ?? ''
  const given = (names: string[]) =>
    Object.fromEntries(names.filter(value).map((name) => [name, value(name)]))
  const projectUrl = `https://${projectRef}.supabase.co`
  const credentials = given(['SUPABASE_ACCESS_TOKEN'])
  const database = { ...credentials, ...given(['SUPABASE_DB_PASSWORD']) }
  const google = given(['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'])
  const hasGoogle = Object.keys(google).length === 2

  const step = (args: string[], env: Record<string, string>, shown: string[] = []): DeployStep => ({
    args,
    env,
    shown,
  })
  const remote = ['--remote', projectRef].join('=')
  return {
    steps: [
      step(['link', '--project-ref', projectRef], database),
      // With the migrations go the secrets of [db.vault].
      step(
        ['db', 'push', remote, '--yes'],
        { ...database, PROJECT_URL: projectUrl, ...given(['JOBS_TOKEN', 'VAPID_PUBLIC_KEY']) },
        ['PROJECT_URL', 'VAPID_PUBLIC_KEY'],
      ),
      // Before the functions, which do not start without them.
      step(['secrets', 'set', remote, '--env-file', SECRETS_FILE], credentials),
      step(['functions', 'deploy', remote, '--use-api', '--prune', '--yes'], credentials),
      step(
        ['config', 'push', remote, '--yes'],
        {
          ...credentials,
          ...google,
          SUPABASE_AUTH_SITE_URL: value('SITE_URL'),
          SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED: String(hasGoogle),
        },
        ['SUPABASE_AUTH_SITE_URL', 'SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED'],
      ),
    ],
    secrets: { APP_VERSION: version, ...given(['JOBS_TOKEN', 'SITE_URL', ...OPTIONAL_SECRETS]) },
    healthUrl: `${projectUrl}/functions/v1/health`,
    problems: findProblems(input, value),
  }
}

function findProblems({ projectRef, isDirty }: DeployInput, value: (name: string) => string): string[] {
  const missing = Object.entries(REQUIRED).filter(([name]) => !value(name))
  return [
    ...(/^[a-z]{20}$/.test(projectRef)
      ? []
      : [`"${projectRef}" is not a project ref: those are 20 small letters.`]),
    ...(isDirty ? ['There are changes that are not committed.'] : []),
    ...missing.map(([name, meaning]) => `${name} is missing: ${meaning}.`),
    ...(value('SITE_URL') && !/^https:\/\/[^/]+$/.test(value('SITE_URL'))
      ? ['SITE_URL must be like https://example.org, without a path.']
      : []),
    ...(value('JOBS_TOKEN') && value('JOBS_TOKEN').length < 32
      ? ['JOBS_TOKEN is shorter than 32 characters.']
      : []),
    ...(Boolean(value('GOOGLE_CLIENT_ID')) === Boolean(value('GOOGLE_CLIENT_SECRET'))
      ? []
      : ['GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together; only one is set.']),
  ]
}

/** The command line of a step, as a person would type it; of secret values only the names. */
export function describeStep({ args, env, shown }: DeployStep): string {
  const settings = Object.entries(env).map(
    ([name, value]) => `${name}=${shown.includes(name) ? value : '***'}`,
  )
  return [...settings, 'supabase', ...args].join(' ')
}
