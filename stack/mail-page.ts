import { escapeHtml } from '../shared/escape-html.ts'
import type { ReceivedMail } from './mailbox.ts'

/** The list of all mails. Looks again every five seconds. */
export function mailListPage(mails: ReceivedMail[]): string {
  const rows = mails.map(
    ({ id, from, to, subject, receivedAt }) => `
      <li><a href="/messages/${escapeHtml(id)}">
        <span class="subject">${escapeHtml(subject) || 'No subject'}</span>
        <span class="to">to ${escapeHtml(to)}</span>
        <span class="from">from ${escapeHtml(from)}</span>
        ${time(receivedAt)}
      </a></li>`,
  )
  const clear = `<form method="post" action="/clear"><button>Empty the mailbox</button></form>`
  return page(
    'Mailbox',
    `<header><h1>Mailbox</h1>${rows.length > 0 ? clear : ''}</header>
    ${
      rows.length > 0
        ? `<ol class="mails">${rows.join('')}</ol>`
        : '<p class="empty">No mail yet. What Aurum Life sends while it runs on this machine arrives here, and goes nowhere else.</p>'
    }`,
    '<meta http-equiv="refresh" content="5" />',
  )
}

/** One mail: its links first, as that is what one comes for. */
export function mailPage(mail: ReceivedMail): string {
  const links = findLinks(mail).map(
    ({ label, href }) =>
      `<li><a href="${escapeHtml(href)}" rel="noreferrer">${escapeHtml(label)}</a><code>${escapeHtml(href)}</code></li>`,
  )
  return page(
    mail.subject,
    `<header><a class="back" href="/">Mailbox</a></header>
    <article>
      <h1>${escapeHtml(mail.subject) || 'No subject'}</h1>
      <dl>
        <dt>From</dt><dd>${escapeHtml(mail.from)}</dd>
        <dt>To</dt><dd>${escapeHtml(mail.to)}</dd>
        <dt>At</dt><dd>${time(mail.receivedAt)}</dd>
      </dl>
      ${links.length > 0 ? `<h2>Links</h2><ul class="links">${links.join('')}</ul>` : ''}
      ${mail.html ? `<h2>Mail</h2><iframe title="The mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${escapeHtml(mail.id)}/html"></iframe>` : ''}
      ${mail.text ? `<h2>Text</h2><pre>${escapeHtml(mail.text)}</pre>` : ''}
    </article>`,
  )
}

const time = (iso: string) =>
  `<time datetime="${escapeHtml(iso)}">${escapeHtml(iso.slice(0, 19).replace('T', ' '))} UTC</time>`

function findLinks({ html = '', text = '' }: ReceivedMail): { label: string; href: string }[] {
  const anchors = [...html.matchAll(/<a\b[^>]*?href="(https?:[^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi)]
  const found = anchors.map(([, href = '', label = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    label: label.replace(/<[^>]+>/g, '').trim() || 'Open',
  }))
  if (found.length > 0) return found
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([href]) => ({ href, label: 'Open' }))
}

const page = (title: string, body: string, head = '') => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    ${head}
    <title>${escapeHtml(title) || 'No subject'} · Aurum Life mail</title>
    <link rel="stylesheet" href="/style.css" />
  </head>
  <body><main>${body}</main></body>
</html>
`

export const mailStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#fafaf9, #1c1917);
  --card: light-dark(#ffffff, #292524);
  --line: light-dark(#e7e5e4, #44403c);
  --ink: light-dark(#1c1917, #f5f5f4);
  --quiet: light-dark(#57534e, #a8a29e);
  --gold: #f4b400;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 32px 16px 64px; }
header { display: flex; align-items: center; justify-content: space-between; gap: 16px; margin-bottom: 20px; }
h1 { margin: 0; font-size: 24px; line-height: 1.3; overflow-wrap: anywhere; }
h2 { margin: 28px 0 8px; font-size: 14px; color: var(--quiet); font-weight: 600; }
a { color: inherit; }
a:focus-visible, button:focus-visible { outline: 3px solid var(--gold); outline-offset: 2px; border-radius: 8px; }
button { padding: 8px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: inherit; font: inherit; cursor: pointer; }
.mails { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 14px; overflow: hidden; background: var(--card); }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: 2px 16px; padding: 14px 18px; text-decoration: none; }
.mails a:hover { background: color-mix(in srgb, var(--gold) 12%, transparent); }
.mails .subject { font-weight: 600; }
.mails .to, .mails .from, time { color: var(--quiet); font-size: 14px; }
.mails .subject, .mails .to, .mails .from { overflow-wrap: anywhere; }
.mails .from, .mails time { text-align: right; }
.mails .from { grid-column: 2; grid-row: 2; }
.mails time { grid-column: 2; grid-row: 1; white-space: nowrap; }
.empty { padding: 64px 24px; border: 1px dashed var(--line); border-radius: 14px; text-align: center; color: var(--quiet); }
.back::before { content: '← '; }
article { padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: var(--card); }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 16px; margin: 16px 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.links { margin: 0; padding: 0; list-style: none; display: grid; gap: 12px; }
.links a { display: inline-block; padding: 10px 16px; border-radius: 8px; background: var(--gold); color: #1c1917; font-weight: 600; text-decoration: none; }
.links code { display: block; margin-top: 4px; font-size: 13px; color: var(--quiet); overflow-wrap: anywhere; }
iframe { width: 100%; height: 520px; border: 1px solid var(--line); border-radius: 10px; background: #ffffff; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.6 ui-monospace, monospace; }
@media (max-width: 560px) {
  .mails a { grid-template-columns: 1fr; }
  .mails .from, .mails time { grid-column: 1; grid-row: auto; text-align: left; }
  article { padding: 16px; }
}
`
