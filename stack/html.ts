import { unescapeHtml } from '../shared/escape-html.ts'

/** The words of a mail we wrote as HTML, for readers that show none; links keep their address. */
export function toPlainText(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html
  const lines = body
    .replace(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi, '$2:\n$1')
    .replace(/<\/(p|h\d|div|tr)\s*>|<br\s*\/?>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => unescapeHtml(line.trim()))
  return (
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim() + '\n'
  )
}
