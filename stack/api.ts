import path from 'node:path'
import { App, setExperimental } from '@supabase/lite'
import { createMailer } from './auth-mailer.ts'
import { answerAuth } from './auth-requests.ts'
import { connectData } from './data-connection.ts'
import { errorResponse } from './http.ts'
import type { Mail } from './mailbox.ts'
import { withRequestContext, type RequestContext } from './request-context.ts'
import type { Secrets } from './secrets.ts'
import { openStorage } from './storage-adapter.ts'
import { answerStorage } from './storage-requests.ts'

export interface ApiOptions {
  /** Address of the database as the role authenticator. */
  databaseUrl: string
  secrets: Secrets
  /** Where clients reach the gateway; links in mails begin with it. */
  apiUrl: string
  /** Where the web app is; the only origin that Auth redirects to. */
  siteUrl: string
  dataDir: string
  deliver(mail: Mail): Promise<unknown>
  /** Google sign-in is offered when GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are set here. */
  env?: Record<string, string | undefined>
}

export interface RunningApi {
  url: string
  /** Answers what is below /rest/v1, /auth/v1 and /storage/v1. */
  fetch(request: Request): Promise<Response>
  stop(): Promise<void>
}

const ACCESS_TOKEN_SECONDS = 30 * 60
const MAX_ROWS = 1000

/** Starts Data API, Auth and Storage. They have no port: the gateway calls `fetch`. */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const { databaseUrl, secrets, apiUrl, dataDir } = options
  const data = await connectData(databaseUrl)
  const { connection } = data
  const app = new App({
    connection,
    ...config(options),
    options: { server: { disableStudio: true, middlewares: [trustTokens] } },
  })
  app._storageAdapter = await openStorage(path.join(dataDir, 'storage'))
  app._mailer = createMailer({ ...options, deliver: async (mail) => void (await options.deliver(mail)) })
  await app.init()
  // After init, which would print a warning about it at every start; requests see it all the same.
  setExperimental('storage', true)
  await data.watchSchema()

  const next = (request: Request) => app.fetch(request)
  function answer(request: Request, context: RequestContext): Promise<Response> {
    if (context.service === 'auth') return answerAuth(request, context, next, connection)
    if (context.service === 'storage') return answerStorage(request, context, next, { connection, secrets })
    return next(request)
  }
  return {
    url: apiUrl,
    async fetch(request) {
      const { pathname, searchParams: query } = new URL(request.url)
      const [, service = '', path = '/'] = /^\/(\w+)\/v1(\/.*)?$/.exec(pathname) ?? []
      const { method, headers } = request
      const context: RequestContext = { service, method, path, headers, query }
      try {
        const result = await withRequestContext(context, () => answer(request, context))
        // A 500 would make supabase-js drop the session; after a 503 it tries again.
        return result.status === 500 && !(await data.isSteady()) ? unavailable() : result
      } catch (error) {
        if (await data.isSteady()) throw error
        return unavailable()
      }
    },
    stop: () => data.close(),
  }
}

function unavailable(): Response {
  const message = 'The database is not reachable. It may be starting; try again in a moment.'
  return errorResponse(503, { code: 'DATABASE_UNAVAILABLE', message }, { 'retry-after': '1' })
}

function config({ secrets, siteUrl, apiUrl, env = {} }: ApiOptions) {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env
  const hasGoogle = !!GOOGLE_CLIENT_ID && !!GOOGLE_CLIENT_SECRET
  const localSite = siteUrl.replace('//127.0.0.1', '//localhost')
  return {
    api: { enabled: true, schemas: ['public'], max_rows: MAX_ROWS, external_url: apiUrl },
    auth: {
      enabled: true,
      jwt_secret: secrets.jwtSecret,
      publishable_key: secrets.publishableKey,
      secret_key: secrets.secretKey,
      site_url: siteUrl,
      additional_redirect_urls: [localSite, `${localSite}/**`],
      jwt_expiry: ACCESS_TOKEN_SECONDS,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 8,
      // A guest has no mailbox to confirm from; with lite, the new one would not be asked at all otherwise.
      email: { enable_signup: true, enable_confirmations: false, double_confirm_changes: false },
      ...(hasGoogle && {
        external: { google: { enabled: true, client_id: GOOGLE_CLIENT_ID, secret: GOOGLE_CLIENT_SECRET } },
      }),
    },
    storage: { enabled: true, file_size_limit: '50MiB' },
    studio: { enabled: false },
  }
}

type ServerOptions = NonNullable<NonNullable<ConstructorParameters<typeof App>[0]['options']>['server']>
type Middleware = NonNullable<ServerOptions['middlewares']>[number]

// As PostgREST does: a token that verifies is good until it expires. Lite would look up user and session for each
// request, two round trips. It replaces the mark with the token's subject once it has verified it.
const trustTokens: Middleware = async (context, next) => {
  const token = context.req.header('authorization')?.replace(/^Bearer /, '')
  if (context.req.path.startsWith('/rest/v1') && /^[^.]+\.[^.]+\.[^.]+$/.test(token ?? '')) {
    context.set('userId', 'unverified')
    context.set('sessionId', 'unverified')
  }
  await next()
}
