import { useQuery } from '@tanstack/react-query'
import { Bell, Mail, Smartphone } from 'lucide-react'
import { type ClockSettings, instantTime } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import { type Delivery, notificationSettingsQueries } from './queries.ts'

const ICONS = { browser: Bell, email: Mail, push: Smartphone }
const STATES = ['queued', 'sending', 'sent', 'failed', 'skipped', 'uncertain'] as const
const REASONS = [
  ...([
    'read',
    'done',
    'switched_off',
    'no_address',
    'no_device',
    'not_configured',
    'nothing_to_say',
  ] as const),
  ...(['refused', 'busy', 'unreachable', 'not_allowed'] as const),
]
const OWN_NAMES = ['test', 'daily_digest', 'weekly_digest'] as const

const oneOf = <Known extends string>(list: readonly Known[], text: string | null): Known | undefined =>
  list.find((known) => known === text)

/** What was sent where, and what became of it. */
export function DeliveryLog() {
  const t = useNotificationSettingsText()
  const clock = useClock()
  const log = useQuery({ ...notificationSettingsQueries.log(), throwOnError: false })
  return (
    <Section title={t('log.title')}>
      {log.isPending ? (
        <Skeleton className="h-24 w-full" />
      ) : log.isError ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted">{t('log.failed')}</p>
          <Button size="sm" onClick={() => void log.refetch()}>
            {t('log.retry')}
          </Button>
        </div>
      ) : log.data.length === 0 ? (
        <p className="text-muted">{t('log.empty')}</p>
      ) : (
        <ul aria-label={t('log.title')} className="divide-line divide-y">
          {log.data.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} clock={clock} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Row({ delivery, clock }: { delivery: Delivery; clock: ClockSettings }) {
  const t = useNotificationSettingsText()
  const channel = oneOf(['browser', 'email', 'push'] as const, delivery.channel) ?? 'browser'
  const state = oneOf(STATES, delivery.state) ?? 'failed'
  const type = oneOf(OWN_NAMES, delivery.type)
  const Icon = ICONS[channel]
  const time = instantTime(delivery.finished_at ?? delivery.due_at, clock)
  const reason =
    delivery.reason && state !== 'uncertain'
      ? t(`log.reason.${oneOf(REASONS, delivery.reason) ?? 'other'}`)
      : null
  return (
    <li className="flex gap-3 py-2.5">
      <Icon aria-hidden className="text-muted mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0">
        <p className="wrap-break-word">{type ? t(`log.type.${type}`) : delivery.title}</p>
        <p className="text-muted text-sm">
          {[t(`log.channel.${channel}`), t(`log.state.${state}`, { time }), reason]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}
