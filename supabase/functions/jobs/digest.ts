import { z } from 'zod'
import { writeLetter, type Block, type Letter } from '../_shared/mail/letter.ts'
import { digestWords } from './digest-words.ts'
import { words, type Locale } from './words.ts'

/** What `private.digest` answers. */
export const digestSchema = z.object({
  today: z.iso.date(),
  best: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      time: z.string().nullable(),
      project: z.string().nullable(),
      is_due: z.boolean(),
    }),
  ),
  overdue: z.object({ count: z.number(), oldest_on: z.iso.date().nullable() }),
  due_this_week: z.number(),
  done: z.array(z.object({ pillar: z.string().nullable(), count: z.number() })),
  deadlines: z.array(z.object({ id: z.uuid(), name: z.string(), on: z.iso.date() })),
  insights: z.array(z.string()),
})
export type Digest = z.infer<typeof digestSchema>

interface DigestFor {
  type: 'daily_digest' | 'weekly_digest'
  locale: Locale
  name: string
  siteUrl: string | null
}

/** Whether there is anything to say. An empty mail is worse than none. */
export const hasNews = ({ best, overdue, done, deadlines, insights }: Digest): boolean =>
  best.length + overdue.count + done.length + deadlines.length + insights.length > 0

/** The mail of the morning, or of Monday. */
export function digestLetter(digest: Digest, { type, locale, name, siteUrl }: DigestFor): Letter {
  const text = digestWords[locale]
  const { greeting, open, settings } = words[locale]
  const isWeekly = type === 'weekly_digest'
  const doneCount = digest.done.reduce((sum, { count }) => sum + count, 0)
  const day = (on: string) => formatDay(on, locale)
  const link = (path: string) => (siteUrl ? { href: siteUrl + path } : {})

  const best: Block[] = [
    { kind: 'heading', text: text.best },
    {
      kind: 'list',
      items: digest.best.map(({ id, name, time, project }) => ({
        text: name,
        note: [time, project].filter(Boolean).join(' · '),
        ...link(`/today?task=${id}`),
      })),
    },
  ]
  const done: Block[] = [
    { kind: 'heading', text: text.done(doneCount) },
    {
      kind: 'list',
      items: digest.done.map(({ pillar, count }) => ({ text: pillar ?? text.noPillar, note: String(count) })),
    },
  ]
  const deadlines: Block[] = [
    { kind: 'heading', text: text.deadlines },
    {
      kind: 'list',
      items: digest.deadlines.map(({ id, name, on }) => ({
        text: name,
        note: day(on),
        ...link(`/project/${id}`),
      })),
    },
  ]
  const insights: Block[] = [
    { kind: 'heading', text: text.insights },
    { kind: 'list', items: digest.insights.map((title) => ({ text: title, ...link('/insights') })) },
  ]
  const { count, oldest_on } = digest.overdue
  const blocks: (Block | false | null)[] = [
    { kind: 'text', text: greeting(name) },
    isWeekly && { kind: 'text', text: text.week(digest.due_this_week) },
    ...(isWeekly && doneCount > 0 ? done : []),
    ...(digest.best.length > 0 ? best : []),
    oldest_on && count > 0 ? { kind: 'text', text: text.overdue(count, day(oldest_on)) } : null,
    ...(digest.deadlines.length > 0 ? deadlines : []),
    ...(digest.insights.length > 0 ? insights : []),
    siteUrl ? { kind: 'button', text: open, href: `${siteUrl}/today` } : null,
  ]
  return writeLetter({
    subject: isWeekly ? text.weeklySubject(day(digest.today)) : text.dailySubject(day(digest.today)),
    language: locale,
    blocks: blocks.filter((block): block is Block => Boolean(block)),
    footer: {
      text: isWeekly ? text.weeklyFooter : text.dailyFooter,
      link: settings,
      href: siteUrl && `${siteUrl}/settings/notifications`,
    },
  })
}

function formatDay(on: string, locale: Locale): string {
  const day = new Date(`${on}T12:00:00Z`)
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(day)
}
