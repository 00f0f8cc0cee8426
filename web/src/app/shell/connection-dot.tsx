import { MonitorSmartphone } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { type ConnectionStatus, useConnection } from '../../lib/connection.ts'
import { useOtherDevices } from '../../lib/presence.ts'
import { cx } from '../../ui/classes.ts'

const DOTS: Record<ConnectionStatus, string> = {
  live: 'bg-success',
  reconnecting: 'bg-gold-fill animate-breathe',
  polling: 'bg-gold-fill',
  offline: 'ring-1 ring-inset ring-control',
}

/** How fresh the screen is, in colour, shape and words. */
export function ConnectionDot({ className }: { className?: string }) {
  const t = useTranslations('shell')
  const status = useConnection()
  return (
    <p
      role="status"
      title={t(`connection.${status}Hint`)}
      className={cx('text-muted flex items-center gap-2 text-xs', className)}
    >
      <span aria-hidden className={cx('size-2 rounded-full', DOTS[status])} />
      {t(`connection.${status}`)}
    </p>
  )
}

/** Says that the same plan is open elsewhere: what changes there appears here. */
export function OtherDevices({ className }: { className?: string }) {
  const t = useTranslations('shell')
  const count = useOtherDevices()
  if (count === 0) return null
  return (
    <p
      role="status"
      title={t('otherDevicesHint')}
      className={cx('text-muted flex min-w-0 items-center gap-2 text-xs', className)}
    >
      <MonitorSmartphone aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
      <span className="truncate">{t('otherDevices', { count })}</span>
    </p>
  )
}
