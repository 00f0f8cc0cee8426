import process from 'node:process'
import type { JWK } from '@supabase/supabase-js'
import { z } from 'zod'

// An unset variable of a shell or of CI often arrives as an empty one.
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

// The platform gives its keys by name; ours is the one it makes by itself.
const defaultKey = json
  .pipe(z.looseObject({ default: z.string('has no key named "default"').min(1) }))
  .transform((keys) => keys.default)

const isObject = (value: unknown) => typeof value === 'object' && value !== null
const jwksSchema = json.pipe(z.object({ keys: z.array(z.custom<JWK>(isObject)) }))

const variables = {
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEYS: defaultKey,
  SUPABASE_SECRET_KEYS: defaultKey,
  SUPABASE_JWKS: optional(jwksSchema),
  SUPABASE_JWT_SECRET: optional(z.string().min(32)),
  SUPABASE_DB_URL: optional(z.url()),
  JOBS_TOKEN: z.string().min(32),
  SITE_URL: optional(z.url()),
  APP_VERSION: optional(z.string()),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(z.url()),
  GEMINI_API_KEY: optional(z.string()),
  GEMINI_BASE_URL: optional(z.url()),
  ANTHROPIC_API_KEY: optional(z.string()),
  ANTHROPIC_BASE_URL: optional(z.url()),
  ELEVENLABS_API_KEY: optional(z.string()),
  ELEVENLABS_BASE_URL: optional(z.url()),
  MAIL_FROM: optional(
    z.string().regex(/^[^<>\r\n]+<[^<>\s@]+@[^<>\s@]+>$/, 'is not like Name <name@example.org>'),
  ),
  SENDGRID_API_KEY: optional(z.string()),
  SENDGRID_BASE_URL: optional(z.url()),
  SMTP_URL: optional(z.url()),
  VAPID_PUBLIC_KEY: optional(z.string()),
  VAPID_PRIVATE_KEY: optional(z.string()),
  PUSH_TEST_ORIGIN: optional(z.url()),
}

const envSchema = z.object(variables).transform((values) => ({
  supabaseUrl: values.SUPABASE_URL,
  publishableKey: values.SUPABASE_PUBLISHABLE_KEYS,
  secretKey: values.SUPABASE_SECRET_KEYS,
  /** Public keys that sign sessions on hosted; on the local stack there are none. */
  jwks: values.SUPABASE_JWKS ?? { keys: [] },
  /** Signs sessions on the local stack only: hosted never gives it to a function. */
  jwtSecret: values.SUPABASE_JWT_SECRET,
  /** As the role postgres, for scheduled work alone. */
  databaseUrl: values.SUPABASE_DB_URL,
  jobsToken: values.JOBS_TOKEN,
  /** Of the web app, for the links of mails; without a slash at the end. */
  siteUrl: values.SITE_URL?.replace(/\/+$/, '') ?? null,
  mail: mailService(values),
  push: pushService(values),
  version: values.APP_VERSION ?? 'development',
  /** A provider without a key is not a candidate. */
  providers: {
    openai: provider(values.OPENAI_API_KEY, values.OPENAI_BASE_URL),
    gemini: provider(values.GEMINI_API_KEY, values.GEMINI_BASE_URL),
    anthropic: provider(values.ANTHROPIC_API_KEY, values.ANTHROPIC_BASE_URL),
    elevenlabs: provider(values.ELEVENLABS_API_KEY, values.ELEVENLABS_BASE_URL),
  },
}))

/** How to reach a provider of AI; without a base URL, at its public address. */
export interface Provider {
  apiKey: string
  baseUrl?: string
}

const provider = (apiKey?: string, baseUrl?: string): Provider | null => (apiKey ? { apiKey, baseUrl } : null)

/** Whom mails are sent by, and in whose name; SendGrid goes before SMTP, which hosted functions may not use. */
export type MailService = { from: string } & (
  { kind: 'sendgrid'; apiKey: string; baseUrl: string } | { kind: 'smtp'; url: string }
)

type Values = z.infer<z.ZodObject<typeof variables>>

function mailService(values: Values): MailService | null {
  const from = values.MAIL_FROM ?? 'Aurum Life <aurum@localhost>'
  if (values.SENDGRID_API_KEY) {
    const baseUrl = values.SENDGRID_BASE_URL ?? 'https://api.sendgrid.com'
    return { from, kind: 'sendgrid', apiKey: values.SENDGRID_API_KEY, baseUrl }
  }
  return values.SMTP_URL ? { from, kind: 'smtp', url: values.SMTP_URL } : null
}

/** The keys that push services know this installation by. */
export interface PushService {
  publicKey: string
  privateKey: string
  /** Whom a push service can ask about us: an address of the web or of mail. */
  contact: string
  /** Beside the services of the browsers, for tests: the origin of one of their own. */
  testOrigin?: string
}

function pushService(values: Values): PushService | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = values
  if (!publicKey || !privateKey) return null
  // A contact must be https or mailto.
  const contact = values.SITE_URL?.startsWith('https:')
    ? values.SITE_URL
    : 'mailto:aurum@localhost.localdomain'
  return { publicKey, privateKey, contact, testOrigin: values.PUSH_TEST_ORIGIN }
}

export type Env = z.infer<typeof envSchema>

/**
 * Parses the environment of a function.
 * @throws Error that lists every variable that is missing or wrong, and no value
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // One by one: a function has leave to read these and no others.
  const known = Object.fromEntries(Object.keys(variables).map((name) => [name, source[name]]))
  const result = envSchema.safeParse(known)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path: [name], message }) =>
    known[String(name)] === undefined ? `${String(name)} is missing` : `${String(name)}: ${message}`,
  )
  throw new Error(`The environment is not complete:\n${[...new Set(problems)].join('\n')}`)
}
