import { escapeHtml } from '../../../../shared/escape-html.ts'

/** A part of a mail. Texts are plain; what they hold never becomes markup. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: { text: string; note?: string; href?: string }[] }
  | { kind: 'button'; text: string; href: string }

export interface Letter {
  subject: string
  text: string
  html: string
}

interface LetterInput {
  subject: string
  language: string
  blocks: readonly Block[]
  /** Why this came, and where to stop it. */
  footer: { text: string; link: string; href: string | null }
}

const SUBJECT_MAX = 150

/** Sets a mail in plain text and in simple HTML that says the same. */
export function writeLetter({ subject, language, blocks, footer }: LetterInput): Letter {
  return {
    subject: oneLine(subject),
    text:
      [...blocks.map(plain), `-- \n${footer.text}${footer.href ? ` ${footer.href}` : ''}`].join('\n\n') +
      '\n',
    html: [
      '<!doctype html>',
      `<html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
      '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
      `<title>${escapeHtml(oneLine(subject))}</title></head>`,
      '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">',
      ...blocks.map(marked),
      '<p style="margin-top:32px;font-size:13px;opacity:.75">',
      escapeHtml(footer.text),
      footer.href ? ` <a href="${escapeHtml(footer.href)}">${escapeHtml(footer.link)}</a>` : '',
      '</p></div></body></html>',
    ].join('\n'),
  }
}

/** A subject is one line: a line break in it would begin a header. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > SUBJECT_MAX ? `${line.slice(0, SUBJECT_MAX - 1)}…` : line
}

function plain(block: Block): string {
  if (block.kind === 'list')
    return block.items.map(({ text, note }) => `- ${oneLine(text)}${note ? ` (${note})` : ''}`).join('\n')
  if (block.kind === 'button') return `${block.text}: ${block.href}`
  return block.kind === 'heading' ? block.text.toUpperCase() : block.text
}

function marked(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="margin:24px 0 8px;font-size:17px">${escapeHtml(block.text)}</h2>`
    case 'text':
      return `<p style="margin:8px 0">${escapeHtml(block.text)}</p>`
    case 'button':
      return `<p style="margin:24px 0"><a href="${escapeHtml(block.href)}" style="padding:10px 18px;border-radius:8px;background:#7a5c12;color:#fff;text-decoration:none">${escapeHtml(block.text)}</a></p>`
    case 'list':
      return `<ul style="margin:8px 0;padding-left:20px">${block.items.map(markedItem).join('')}</ul>`
  }
}

function markedItem({ text, note, href }: { text: string; note?: string; href?: string }): string {
  const name = href
    ? `<a href="${escapeHtml(href)}" style="color:inherit">${escapeHtml(text)}</a>`
    : escapeHtml(text)
  return `<li style="margin:4px 0">${name}${note ? ` <span style="opacity:.75">${escapeHtml(note)}</span>` : ''}</li>`
}
