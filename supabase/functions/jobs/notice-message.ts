import { writeLetter, type Block, type Letter } from '../_shared/mail/letter.ts'
import type { PushMessage } from '../_shared/push/push.ts'
import { pathOf, type Claim, type Item } from './message.ts'
import { words } from './words.ts'

/** The mail that tells of some notices. */
export function noticeLetter({ items, locale, name }: Claim, siteUrl: string | null): Letter {
  const text = words[locale]
  const shown = items.map((item) => ({ ...item, ...sayItem(item, locale) }))
  const blocks: Block[] = [
    { kind: 'text', text: text.greeting(name) },
    {
      kind: 'list',
      items: shown.map((item) => ({
        text: item.title,
        note: item.body,
        ...(siteUrl && { href: siteUrl + pathOf(item) }),
      })),
    },
  ]
  if (siteUrl) blocks.push({ kind: 'button', text: text.open, href: `${siteUrl}/today` })
  return writeLetter({
    subject: shown.length === 1 ? shown[0]!.title : text.several(shown.length),
    language: locale,
    blocks,
    footer: {
      text: text.footer,
      link: text.settings,
      href: siteUrl && `${siteUrl}/settings/notifications`,
    },
  })
}

/** The same, as short as a locked screen shows it. */
export function noticePush({ items, locale }: Claim): PushMessage {
  const [first, ...more] = items.map((item) => ({ ...item, ...sayItem(item, locale) }))
  if (more.length === 0) {
    return { title: first!.title, body: first!.body, path: pathOf(first!), tag: first!.task_id ?? first!.id }
  }
  const names = [first!, ...more].map(({ title }) => title)
  return {
    title: words[locale].several(names.length),
    body: names.slice(0, 5).join('\n'),
    path: '/today',
    tag: 'several',
  }
}

function sayItem(item: Item, locale: Claim['locale']): { title: string; body: string } {
  const text = words[locale]
  if (item.type === 'test') return text.test
  const body = { unblocked_task: text.unblocked, task_reminder: text.reminder }[item.type] ?? item.body
  return { title: item.title, body }
}
