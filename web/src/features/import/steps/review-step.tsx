import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ImportMapping } from '../../../../../shared/import/mapping.ts'
import { useProfile } from '../../../lib/profile.ts'
import { useUser } from '../../../lib/session.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { changeColumns, changeFound, planFound, startOver } from '../import-actions.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { BackupCard } from './backup-card.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { isNameless, ListChoices } from './list-choices.tsx'
import { PastEvents } from './past-events.tsx'
import { PriorityMapping } from './priority-mapping.tsx'
import { StepHeading } from './step-heading.tsx'
import { useImportTexts } from './use-import-texts.ts'

type ReviewStepProps = { state: Extract<ImportState, { step: 'review' }> }

/** Shows what was found and asks what should become of it. The answers given already are good ones. */
export function ReviewStep({ state: { found, isPlanning, isLooking, error } }: ReviewStepProps) {
  const t = useImportText()
  const tErrors = useTranslations('errors')
  const client = useQueryClient()
  const { userId } = useUser()
  const profile = useProfile()
  const texts = useImportTexts()
  const [isChecked, setIsChecked] = useState(false)
  const { files: answer, mapping, exportedOn } = found
  const { files, table } = answer
  const format = answer.format!
  const tasks = files.reduce((sum, { counts }) => sum + counts.tasks, 0)
  const past = files.reduce((sum, { counts }) => sum + counts.past, 0)
  const hasDates = files.some(({ counts }) => counts.dated > 0)
  const chosen = files.map(({ key }) => mapping.files[key]!).filter(({ include }) => include)
  const isNameMissing = mapping.columns !== null && !mapping.columns.includes('name')

  const change = (next: Partial<ImportMapping>) => changeFound({ mapping: { ...mapping, ...next } })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setIsChecked(true)
    if (chosen.length === 0) return
    if (isNameMissing || chosen.some(isNameless)) {
      const form = event.currentTarget
      // After the fields have been marked, the first of them gets the focus.
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    const importer = { userId, timeZone: profile.time_zone, weekStart: profile.week_start }
    void planFound(importer, texts, client)
  }

  return (
    <form onSubmit={submit} noValidate>
      <StepHeading
        number={2}
        title={t('review.heading')}
        lead={t(`review.found.${format}`, { files: files.length, tasks })}
      />
      {table && (
        <ColumnMapping
          table={table}
          mapping={mapping}
          isLooking={isLooking}
          isNameMissing={isChecked && isNameMissing}
          onChange={(next) => void changeColumns(next, profile.time_zone)}
        />
      )}
      {format === 'aurum' ? (
        <BackupCard
          files={files}
          takesSettings={found.takesSettings}
          onTakesSettings={(takesSettings) => changeFound({ takesSettings })}
        />
      ) : (
        <ListChoices
          format={format}
          files={files}
          mapping={mapping}
          isChecked={isChecked}
          onChange={change}
        />
      )}
      {format === 'ics' && past > 0 && <PastEvents count={past} mapping={mapping} onChange={change} />}
      {format !== 'aurum' && (
        <PriorityMapping format={format} files={files} mapping={mapping} onChange={change} />
      )}
      {hasDates && (
        <section aria-labelledby="import-dates" className="mt-8">
          <h3 id="import-dates" className="mb-3 font-semibold">
            {t('dates.heading')}
          </h3>
          <TextField
            type="date"
            label={t('dates.label')}
            hint={t('dates.hint')}
            value={exportedOn ?? ''}
            onChange={(event) => changeFound({ exportedOn: event.target.value || null })}
            className="max-w-xs"
          />
        </section>
      )}
      <div className="mt-8 flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" isBusy={isPlanning} disabled={isPlanning || isLooking}>
          {isPlanning ? t('review.planning') : t('review.next')}
        </Button>
        <Button variant="quiet" onClick={() => startOver()} disabled={isPlanning}>
          {t('review.other')}
        </Button>
      </div>
      {isChecked && chosen.length === 0 && (
        <Notice tone="danger" role="alert" className="mt-4">
          {t('review.nothingChosen')}
        </Notice>
      )}
      {error && (
        <Notice tone="danger" role="alert" className="mt-4">
          {t('review.failed', { error: tErrors(error) })}
        </Notice>
      )}
    </form>
  )
}
