import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { repositoryDir } from './settings.ts'

const PROVIDERS = ['OPENAI', 'GEMINI', 'ANTHROPIC', 'ELEVENLABS', 'SENDGRID']
const PROVIDER_VARIABLES = [
  ...PROVIDERS.flatMap((name) => [`${name}_API_KEY`, `${name}_BASE_URL`]),
  'MAIL_FROM',
]

export interface FunctionEnvironmentOptions {
  apiUrl: string
  /** As the role postgres. */
  dbUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
  jobsToken: string
  /** Of the site, for links in mails. */
  webUrl: string
  /** Of the mailbox. */
  smtpUrl: string
  /** The pair of keys that push services know this stack by. */
  vapidPublicKey: string
  vapidPrivateKey: string
  /** Where providers' keys are looked for; the process's environment unless told. */
  source?: Record<string, string | undefined>
}

/**
 * The environment of the local functions: under the names hosted gives, the stack's own; then what
 * `supabase/functions/.env` says, as with the supabase CLI; then the providers, of AI and of mail, from the environment.
 */
export async function functionEnvironment(
  options: FunctionEnvironmentOptions,
): Promise<Record<string, string>> {
  const { source = process.env } = options
  const providers = PROVIDER_VARIABLES.flatMap((name) =>
    source[name] ? [[name, source[name]] as const] : [],
  )
  return {
    APP_VERSION: await readVersion(),
    ...(await readDotEnv()),
    ...Object.fromEntries(providers),
    SUPABASE_URL: options.apiUrl,
    SUPABASE_DB_URL: options.dbUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: options.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: options.secretKey }),
    // Sessions of the local stack are signed with a shared secret, so that there are no public keys.
    SUPABASE_JWKS: JSON.stringify({ keys: [] }),
    SUPABASE_JWT_SECRET: options.jwtSecret,
    JOBS_TOKEN: options.jobsToken,
    SITE_URL: options.webUrl,
    SMTP_URL: options.smtpUrl,
    VAPID_PUBLIC_KEY: options.vapidPublicKey,
    VAPID_PRIVATE_KEY: options.vapidPrivateKey,
    ...(source.PUSH_TEST_ORIGIN && { PUSH_TEST_ORIGIN: source.PUSH_TEST_ORIGIN }),
  }
}

async function readVersion(): Promise<string> {
  const text = await readFile(path.join(repositoryDir, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

async function readDotEnv(): Promise<Record<string, string>> {
  const file = path.join(repositoryDir, 'supabase', 'functions', '.env')
  const text = await readFile(file, 'utf8').catch(() => '')
  return parseEnv(text) as Record<string, string>
}
