import { useQueries } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { FileMapping, ImportMapping } from '../../../../../shared/import/mapping.ts'
import { areaQueries, pillarQueries } from '../../../lib/plan-queries.ts'
import { useProfile } from '../../../lib/profile.ts'
import { useUser } from '../../../lib/session.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { changeFound, planFound, startOver } from '../import-actions.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { FileCard } from './file-card.tsx'
import { PlaceSelect } from './place-select.tsx'
import { PriorityMapping } from './priority-mapping.tsx'
import { StepHeading } from './step-heading.tsx'
import { useImportTexts } from './use-import-texts.ts'

/** More projects than this are shown folded, so that the page stays in sight. */
const UNFOLDED_UP_TO = 3

type ReviewStepProps = { state: Extract<ImportState, { step: 'review' }> }

/** Shows what was found and asks what should become of it. The answers given already are good ones. */
export function ReviewStep({ state: { found, isPlanning, error } }: ReviewStepProps) {
  const t = useImportText()
  const tErrors = useTranslations('errors')
  const { userId } = useUser()
  const profile = useProfile()
  const texts = useImportTexts()
  const [isChecked, setIsChecked] = useState(false)
  const [pillars, areas] = useQueries({ queries: [pillarQueries.all(), areaQueries.all()] })
  // What is only a sample goes one day, and would take along what was put under it.
  const places = {
    pillars: (pillars.data ?? []).filter((pillar) => !pillar.archived && !pillar.is_sample),
    areas: (areas.data ?? []).filter((area) => !area.archived && !area.is_sample),
  }
  const { files, mapping, exportedOn } = found
  const tasks = files.files.reduce((sum, { counts }) => sum + counts.tasks, 0)
  const hasDates = files.files.some(({ counts }) => counts.dated > 0)
  const chosen = Object.values(mapping.files).filter(({ include }) => include)
  const isNameless = ({ name, level }: FileMapping) => level !== 'inbox' && name.trim() === ''

  const change = (next: Partial<ImportMapping>) => changeFound({ mapping: { ...mapping, ...next } })
  const changeFile = (key: string, next: Partial<FileMapping>) =>
    change({ files: { ...mapping.files, [key]: { ...mapping.files[key]!, ...next } } })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setIsChecked(true)
    if (chosen.length === 0) return
    if (chosen.some(isNameless)) {
      const form = event.currentTarget
      // After the fields have been marked, the first of them gets the focus.
      requestAnimationFrame(() => form.querySelector<HTMLInputElement>('input[aria-invalid]')?.focus())
      return
    }
    void planFound({ userId, timeZone: profile.time_zone, weekStart: profile.week_start }, texts)
  }

  return (
    <form onSubmit={submit} noValidate>
      <StepHeading
        number={2}
        title={t('review.heading')}
        lead={t('review.found', { files: files.files.length, tasks })}
      />
      <section aria-labelledby="import-projects">
        <h3 id="import-projects" className="font-semibold">
          {t('projects.heading')}
        </h3>
        <p className="text-muted text-sm">{t('projects.lead')}</p>
        {files.files.length > 2 && (
          <PlaceSelect
            label={t('projects.allPlaces')}
            level="project"
            value={mapping.files[files.files[0]!.key]!.place}
            places={places}
            onChange={(place) => {
              const moved = Object.entries(mapping.files).map(([key, file]): [string, FileMapping] => [
                key,
                file.level === 'project' ? { ...file, place } : file,
              ])
              change({ files: Object.fromEntries(moved) })
            }}
            className="mt-3 max-w-sm"
          />
        )}
        <ul className="mt-3 flex flex-col gap-3">
          {files.files.map((file) => (
            <FileCard
              key={file.key}
              file={file}
              choice={mapping.files[file.key]!}
              places={places}
              isOpen={files.files.length <= UNFOLDED_UP_TO}
              nameError={
                isChecked && mapping.files[file.key]!.include && isNameless(mapping.files[file.key]!)
                  ? t('review.nameMissing')
                  : null
              }
              onChange={(next) => changeFile(file.key, next)}
            />
          ))}
        </ul>
      </section>
      <PriorityMapping files={files.files} mapping={mapping} onChange={change} />
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
        <Button type="submit" variant="primary" isBusy={isPlanning} disabled={isPlanning}>
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
