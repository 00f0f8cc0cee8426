import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useUndo } from '../../../lib/undo.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { noteUndone, startOver } from '../import-actions.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { LedgerSummary } from './ledger-summary.tsx'
import { StepHeading } from './step-heading.tsx'
import { WarningList } from './warning-list.tsx'

type DoneStepProps = { state: Extract<ImportState, { step: 'done' }> }

/** What was added, the way to see it, and one button that takes it all back. */
export function DoneStep({
  state: { importId, fileName, inserted, plan, isUndone, wasComplete },
}: DoneStepProps) {
  const t = useImportText()
  const { undoBatch } = useUndo()
  const [isUndoing, setIsUndoing] = useState(false)

  async function undo() {
    // Not disabled meanwhile: a button that is takes the focus with it.
    if (isUndoing) return
    setIsUndoing(true)
    const result = await undoBatch(importId)
    if (result && result.conflicts.length === 0) await noteUndone(importId)
    setIsUndoing(false)
  }

  return (
    <section>
      <StepHeading
        key={String(isUndone)}
        number={4}
        title={t(isUndone ? 'done.undoneHeading' : 'done.heading')}
      />
      <Notice tone={isUndone ? 'info' : 'success'} role="status">
        {isUndone
          ? t('done.undone')
          : inserted === 0
            ? t(wasComplete ? 'done.complete' : 'done.nothing')
            : t('done.added', { count: inserted, file: fileName })}
      </Notice>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        {!isUndone && (
          <>
            <Link to="/plan" className={buttonClass('primary')}>
              {t('done.plan')}
            </Link>
            <Link to="/today" className={buttonClass('secondary')}>
              {t('done.today')}
            </Link>
            <Button onClick={() => void undo()} isBusy={isUndoing}>
              <Undo2 aria-hidden className="size-4" strokeWidth={1.75} />
              {t('done.undo')}
            </Button>
          </>
        )}
        <Button variant="quiet" onClick={() => startOver()}>
          {t('done.again')}
        </Button>
      </div>
      <WarningList groups={plan.warnings} />
      <LedgerSummary totals={plan.ledger} />
    </section>
  )
}
