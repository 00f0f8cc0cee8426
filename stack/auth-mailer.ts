import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { App } from '@supabase/lite'
import { escapeHtml } from '../shared/escape-html.ts'
import { toPlainText } from './html.ts'
import type { Mail } from './mailbox.ts'
import { currentRequest } from './request-context.ts'
import { repositoryDir } from './settings.ts'

type Mailer = NonNullable<App['_mailer']>

// The files of config.toml, so that hosted sends the same words.
const templateFile = (name: string) => path.join(repositoryDir, 'supabase', 'templates', `${name}.html`)

/** Marks a token whose link must lead back to the browser that asked for it, as Auth on hosted marks it. */
export const PKCE_PREFIX = 'pkce_'

export interface MailerOptions {
  apiUrl: string
  siteUrl: string
  deliver(mail: Mail): Promise<void>
}

interface Letter {
  to: string
  template: string
  /** As the verify endpoint calls it. */
  type: string
  tokenHash: string
  code: string
  email?: string
  newEmail?: string
}

/**
 * Writes the mails of Auth from supabase/templates, with the variables hosted has in them. Lite's own mailer links
 * to the site instead of the API, and forgets where the client asked to be sent.
 */
export function createMailer({ apiUrl, siteUrl, deliver }: MailerOptions): Mailer {
  async function send({ to, template, type, tokenHash, code, email, newEmail }: Letter): Promise<void> {
    const request = currentRequest()
    const challenge = request?.body?.code_challenge
    const token = challenge ? PKCE_PREFIX + tokenHash : tokenHash
    const redirectTo = request?.query.get('redirect_to') || siteUrl

    const link = new URL('/auth/v1/verify', apiUrl)
    link.search = new URLSearchParams({
      token,
      type,
      redirect_to: redirectTo,
      ...(challenge ? { code_challenge: String(challenge) } : {}),
      ...(challenge
        ? { code_challenge_method: String(request?.body?.code_challenge_method ?? 'plain') }
        : {}),
    }).toString()

    const html = fill(await readFile(templateFile(template), 'utf8'), {
      ConfirmationURL: link.toString(),
      Token: code,
      TokenHash: token,
      SiteURL: siteUrl,
      RedirectTo: redirectTo,
      Email: email ?? to,
      NewEmail: newEmail ?? '',
    })
    const subject = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? 'Aurum Life'
    await deliver({ from: 'Aurum Life <hello@aurum.life>', to, subject, html, text: toPlainText(html) })
  }

  return {
    sendConfirmation: (to, tokenHash, code) =>
      send({ to, template: 'confirmation', type: 'signup', tokenHash, code }),
    sendRecovery: (to, tokenHash, code) =>
      send({ to, template: 'recovery', type: 'recovery', tokenHash, code }),
    sendMagicLink: (to, tokenHash, code) =>
      send({ to, template: 'magic_link', type: 'magiclink', tokenHash, code }),
    sendEmailChange: (to, tokenHash, code, meta) =>
      send({
        ...{ to, template: 'email_change', type: 'email_change', tokenHash, code },
        email: meta?.currentEmail,
        newEmail: meta?.newEmail,
      }),
    sendReauthentication: (to, code, meta) =>
      send({
        ...{ to, template: 'reauthentication', type: 'reauthentication', code },
        tokenHash: meta?.tokenHash ?? '',
      }),
  }
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, name: string) => escapeHtml(values[name] ?? ''))
}
