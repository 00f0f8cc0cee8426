import { cx } from '../../ui/classes.ts'
import { type Reason, reasonText, type ReasonTone, reasonTone } from './reasons.ts'
import type { TaskText } from './task-text.ts'

const TONES: Record<ReasonTone, string> = {
  danger: 'rounded-full bg-danger-soft px-2 text-danger',
  gold: 'rounded-full bg-gold-soft px-2 text-gold',
  plain: 'text-muted',
}

/** Between two that are only words. */
const DOT = 'before:mr-1.5 before:text-faint before:content-["·"]'

const isPlain = (reason: Reason | undefined): boolean =>
  reason !== undefined && reasonTone(reason) === 'plain'

/**
 * Why a task stands where it stands. Only what time presses is coloured; the rest stays quiet. On a phone one line of it
 * is seen, as much as fits; the panel of the task says it all.
 */
export function ReasonChips({ t, reasons }: { t: TaskText; reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <ul
      aria-label={t('reasons.label')}
      className="flex flex-wrap gap-x-1.5 gap-y-0.5 max-sm:h-5 max-sm:overflow-hidden"
    >
      {reasons.map((reason, index) => (
        <li
          key={reason.code}
          title={'name' in reason ? reason.name : undefined}
          className={cx(
            'text-xs leading-5 font-medium',
            TONES[reasonTone(reason)],
            isPlain(reason) && isPlain(reasons[index - 1]) && DOT,
          )}
        >
          {reasonText(reason, t)}
        </li>
      ))}
    </ul>
  )
}
