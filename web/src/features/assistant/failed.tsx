import { Link } from '@tanstack/react-router'
import { dayIn } from '../../lib/dates.ts'
import { longDay } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useAssistantText } from './assistant-text.ts'
import type { AskError, AskProblem } from './client/ask-error.ts'
import { useCountdown } from './use-countdown.ts'

type FailedProps = { error: AskError | null; onAgain?: () => void; onEdit: () => void }

/** Why there is no answer, when it can be tried again, and the question to take up again. */
export function Failed({ error, onAgain, onEdit }: FailedProps) {
  const t = useAssistantText()
  const sentence = useSentence(error)
  const seconds = useCountdown(readyAt(error))
  return (
    <div className="flex flex-col gap-2">
      {error && (
        <Notice role="alert" tone={error.problem === 'unknown' ? 'danger' : 'info'}>
          {sentence}
          {error.problem === 'unknown' && error.requestId && (
            <p className="mt-1 text-xs">{t('failed.report', { id: error.requestId })}</p>
          )}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {onAgain && (
          <Button size="sm" disabled={seconds > 0} onClick={onAgain} className="tabular-nums">
            {seconds > 0 ? t('failed.againIn', { seconds }) : t('failed.again')}
          </Button>
        )}
        <Button size="sm" variant="quiet" onClick={onEdit}>
          {t('failed.edit')}
        </Button>
        {error && isSpent(error.problem) && (
          <Link to="/usage" className={buttonClass('quiet', 'sm')}>
            {t('failed.usage')}
          </Link>
        )}
      </div>
    </div>
  )
}

const isSpent = (problem: AskProblem) =>
  problem === 'budget' || problem === 'monthAnswers' || problem === 'dayAnswers'

const readyAt = (error: AskError | null): number | null =>
  error?.problem === 'rateLimited' && error.wait.seconds ? error.saidAt + error.wait.seconds * 1_000 : null

/** It is read out once: what is counted down stands on the button. */
function useSentence(error: AskError | null): string {
  const t = useAssistantText()
  const clock = useClock()
  if (!error) return ''
  const { problem, wait } = error
  if (wait.resetsAt && isSpent(problem)) {
    const instant = new Date(wait.resetsAt)
    const day = wait.resetsAt.length === 10 ? wait.resetsAt : dayIn(clock.timeZone, instant)
    return t(`failed.${problem}Until`, { day: longDay(day, clock.locale) })
  }
  return t(`failed.${problem}`)
}
