import { useTranslations } from 'use-intl'
import { cx } from '../../ui/classes.ts'
import { type Reason, reasonText, type ReasonTone, reasonTone } from './reasons.ts'

const TONES: Record<ReasonTone, string> = {
  danger: 'bg-danger-soft text-danger',
  gold: 'bg-gold-soft text-gold',
  plain: 'bg-sunken text-muted',
}

/** Why a task stands where it stands. */
export function ReasonChips({ reasons }: { reasons: readonly Reason[] }) {
  const t = useTranslations('tasks')
  if (reasons.length === 0) return null
  return (
    <ul aria-label={t('reasons.label')} className="flex flex-wrap gap-1">
      {reasons.map((reason) => (
        <li
          key={reason.code}
          title={'name' in reason ? reason.name : undefined}
          className={cx('rounded-full px-2 text-xs leading-5 font-medium', TONES[reasonTone(reason)])}
        >
          {reasonText(reason, t)}
        </li>
      ))}
    </ul>
  )
}
