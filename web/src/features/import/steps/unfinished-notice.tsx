import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey, type ErrorKey } from '../../../lib/errors.ts'
import { useUser } from '../../../lib/session.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { takeBackUnfinished } from '../import-actions.ts'
import { importQueries, type UnfinishedImport } from '../import-data.ts'
import { useImportText } from '../import-text.tsx'

type UnfinishedNoticeProps = {
  chosen: UnfinishedImport | null
  onContinue: (unfinished: UnfinishedImport) => void
}

/** Finds an import whose tab was closed before it was done: it can go on with the same files, or be taken back. */
export function UnfinishedNotice({ chosen, onContinue }: UnfinishedNoticeProps) {
  const t = useImportText()
  const tErrors = useTranslations('errors')
  const { userId } = useUser()
  const client = useQueryClient()
  const { data: unfinished } = useQuery(importQueries.unfinished(userId))
  const [outcome, setOutcome] = useState<'working' | 'undone' | ErrorKey | null>(null)

  async function takeBack(what: UnfinishedImport) {
    setOutcome('working')
    try {
      await takeBackUnfinished(what, userId, client)
      setOutcome('undone')
    } catch (error) {
      setOutcome(errorKey(error))
    }
  }

  if (outcome === 'undone') {
    return (
      <Notice tone="success" role="status" className="mb-4">
        {t('unfinished.undone')}
      </Notice>
    )
  }
  if (!unfinished) return null
  const { file_name: file, applied_count: done, row_count: total } = unfinished
  return (
    <Notice className="mb-4">
      <p className="wrap-break-word">{t('unfinished.text', { file, done: Math.min(done, total), total })}</p>
      {chosen && <p className="mt-1 font-medium">{t('unfinished.continueHint')}</p>}
      {outcome && outcome !== 'working' && (
        <p role="alert" className="text-danger mt-1">
          {tErrors(outcome)}
        </p>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {!chosen && (
          <Button size="sm" onClick={() => onContinue(unfinished)}>
            {t('unfinished.continue')}
          </Button>
        )}
        <Button size="sm" isBusy={outcome === 'working'} onClick={() => void takeBack(unfinished)}>
          {outcome === 'working' ? t('unfinished.undoing') : t('unfinished.undo')}
        </Button>
      </div>
    </Notice>
  )
}
