import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

type Catalogue = { [key: string]: unknown }

const CATALOGUE = /[\\/]messages(?:[\\/]|\.)[a-z]{2}\.json$/

const compiled = (value: unknown): unknown =>
  typeof value === 'string'
    ? compile(value)
    : Object.fromEntries(Object.entries(value as Catalogue).map(([key, part]) => [key, compiled(part)]))

/** On the built site the sentences arrive parsed, and the parser for them stays at home: a tenth of the first load. */
export function compiledMessages(): Plugin {
  return {
    name: 'aurum-compiled-messages',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
    }),
    transform(code, id) {
      return CATALOGUE.test(id) ? { code: JSON.stringify(compiled(JSON.parse(code))), map: null } : null
    },
  }
}
