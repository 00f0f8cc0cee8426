import { useEffect } from 'react'
import { Button } from '../../../ui/button.tsx'
import { cancelApplying } from '../import-actions.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { StepHeading } from './step-heading.tsx'

type ApplyingStepProps = { state: Extract<ImportState, { step: 'applying' }> }

/** Announcing each percent would be chatter. */
const ANNOUNCED_EVERY = 25

/** How far the import is, and the way to stop it. */
export function ApplyingStep({ state: { fileName, done, total, isCancelling } }: ApplyingStepProps) {
  const t = useImportText()
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
  const announced = Math.floor(percent / ANNOUNCED_EVERY) * ANNOUNCED_EVERY

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])

  return (
    <section>
      <StepHeading number={4} title={t('applying.heading', { file: fileName })} lead={t('applying.stay')} />
      <progress
        aria-label={t('applying.bar')}
        value={isCancelling ? undefined : done}
        max={Math.max(total, 1)}
        className="accent-gold h-3 w-full"
      />
      <p aria-hidden className="text-muted mt-2 text-sm tabular-nums">
        {isCancelling ? t('applying.cancelling') : t('applying.progress', { percent })}
      </p>
      <p role="status" className="sr-only">
        {isCancelling ? t('applying.cancelling') : t('applying.progress', { percent: announced })}
      </p>
      <Button className="mt-6" onClick={cancelApplying} disabled={isCancelling}>
        {t('applying.cancel')}
      </Button>
    </section>
  )
}
