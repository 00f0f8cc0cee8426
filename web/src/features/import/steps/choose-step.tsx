import { FileUp, LoaderCircle } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../../ui/classes.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useProfile } from '../../../lib/profile.ts'
import { chooseFiles } from '../import-actions.ts'
import type { UnfinishedImport } from '../import-data.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { ProblemList } from './problem-list.tsx'
import { StepHeading } from './step-heading.tsx'
import { UnfinishedNotice } from './unfinished-notice.tsx'

const sources = ['todoist', 'ticktick', 'csv', 'ics', 'aurum'] as const

type ChooseStepProps = { state: Extract<ImportState, { step: 'choose' }>; isFirstVisit: boolean }

/** Takes files by picker or by drop. What cannot be read is said here, and nothing goes on. */
export function ChooseStep({ state, isFirstVisit }: ChooseStepProps) {
  const t = useImportText()
  const tErrors = useTranslations('errors')
  const [resumes, setResumes] = useState<UnfinishedImport | null>(null)
  const { time_zone, onboarding_state } = useProfile()
  const account = { timeZone: time_zone, isNew: onboarding_state === 'new' }
  const { stopped } = state
  const reason = stopped?.error ? tErrors(stopped.error) : ''

  return (
    <section>
      <StepHeading number={1} title={t('choose.heading')} takesFocus={!isFirstVisit} />
      {stopped && (
        <Notice
          tone={stopped.reason === 'cancelled' && stopped.isTakenBack ? 'info' : 'danger'}
          role="alert"
          className="mb-4"
        >
          {!stopped.isTakenBack
            ? t('stopped.stuck', { error: reason })
            : stopped.reason === 'cancelled'
              ? t('stopped.cancelled')
              : t('stopped.failed', { error: reason })}
        </Notice>
      )}
      <UnfinishedNotice chosen={resumes} onContinue={setResumes} />
      <FileDrop isReading={state.isReading} onFiles={(files) => void chooseFiles(files, resumes, account)} />
      {state.problems.length > 0 && <ProblemList problems={state.problems} />}
      {state.error && (
        <Notice tone="danger" role="alert" className="mt-4">
          {t('choose.failed', { error: tErrors(state.error) })}
        </Notice>
      )}
      <details className="text-muted mt-6 text-sm">
        <summary className="text-ink w-fit cursor-pointer font-medium">{t('choose.how')}</summary>
        <dl className="mt-3 flex max-w-prose flex-col gap-3">
          {sources.map((source) => (
            <div key={source}>
              <dt className="text-ink font-medium">{t(`choose.sources.${source}.name`)}</dt>
              <dd className="mt-0.5">{t(`choose.sources.${source}.how`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function FileDrop({ isReading, onFiles }: { isReading: boolean; onFiles: (files: File[]) => void }) {
  const t = useImportText()
  const hintId = useId()
  const [isOver, setIsOver] = useState(false)
  const Icon = isReading ? LoaderCircle : FileUp
  return (
    <label
      className={cx(
        'flex cursor-pointer flex-col items-center rounded-lg border-2 border-dashed px-6 py-10 text-center transition-colors',
        'has-focus-visible:outline-focus has-focus-visible:outline-2 has-focus-visible:outline-offset-2',
        isOver ? 'border-gold bg-gold-soft' : 'border-line-strong bg-surface hover:border-gold',
      )}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        if (!isReading) onFiles([...event.dataTransfer.files])
      }}
    >
      <Icon aria-hidden className={cx('text-gold size-8', isReading && 'animate-spin')} strokeWidth={1.5} />
      <input
        type="file"
        multiple
        accept=".csv,.tsv,.zip,.ics,.json,text/csv,text/calendar,application/zip,application/json"
        aria-label={t('choose.label')}
        aria-describedby={hintId}
        className="sr-only"
        onChange={(event) => {
          if (!isReading) onFiles([...(event.target.files ?? [])])
          // The same file can be chosen again after it was repaired.
          event.target.value = ''
        }}
      />
      <span aria-hidden className={cx(buttonClass('primary'), 'mt-4')}>
        {t('choose.action')}
      </span>
      <span aria-hidden className="text-muted mt-2 text-sm">
        {t('choose.drop')}
      </span>
      <span id={hintId} className="text-muted mt-4 max-w-md text-sm text-balance">
        {t('choose.formats')} {t('choose.private')}
      </span>
      <span role="status" className="mt-2 text-sm font-medium">
        {isReading && t('choose.reading')}
      </span>
    </label>
  )
}
