import type { Plugin } from 'vite'

/**
 * Writes `_headers`, which static hosts (Netlify, Cloudflare Pages) and our own web server send with every file: what
 * the page may load, and from where. Only itself and its Supabase.
 */
export function securityHeaders(): Plugin {
  let supabaseUrl = ''
  return {
    name: 'aurum-security-headers',
    apply: 'build',
    configResolved: ({ env }) => void (supabaseUrl = String(env.VITE_SUPABASE_URL ?? '')),
    generateBundle() {
      const supabase = supabaseUrl && new URL(supabaseUrl).origin
      const policy = {
        'default-src': "'none'",
        'script-src': "'self'",
        // Menus and dialogs place themselves by style elements of their own.
        'style-src': "'self' 'unsafe-inline'",
        'img-src': `'self' data: blob: ${supabase}`,
        'media-src': `'self' blob: ${supabase}`,
        'font-src': "'self'",
        'connect-src': `'self' ${supabase} ${supabase.replace(/^http/, 'ws')}`,
        'worker-src': "'self'",
        'manifest-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      }
      const headers = {
        'content-security-policy': Object.entries(policy)
          .map(([name, value]) => `${name} ${value.trim()}`)
          .join('; '),
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
      }
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)
      this.emitFile({ type: 'asset', fileName: '_headers', source: ['/*', ...lines, ''].join('\n') })
    },
  }
}
