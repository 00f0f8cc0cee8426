import { cx } from '../../ui/classes.ts'
import { type Reason, reasonText, type ReasonTone, reasonTone } from './reasons.ts'
import type { TaskText } from './task-text.ts'

const TONES: Record<ReasonTone, string> = {
  danger: 'rounded-full bg-danger-soft px-2 text-danger',
  gold: 'rounded-full bg-gold-soft px-2 text-gold',
  plain: 'text-muted not-last:after:ml-1.5 not-last:after:text-faint not-last:after:content-["·"]',
}

/** Why a task stands where it stands. Only what time presses is coloured; the rest stays quiet. */
export function ReasonChips({ t, reasons }: { t: TaskText; reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <ul aria-label={t('reasons.label')} className="flex flex-wrap gap-x-1.5 gap-y-0.5">
      {reasons.map((reason) => (
        <li
          key={reason.code}
          title={'name' in reason ? reason.name : undefined}
          className={cx('text-xs leading-5 font-medium', TONES[reasonTone(reason)])}
        >
          {reasonText(reason, t)}
        </li>
      ))}
    </ul>
  )
}
