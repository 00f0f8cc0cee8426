import { CalendarDays, FileJson, LoaderCircle, Table2, type LucideIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey, type ErrorKey } from '../../lib/errors.ts'
import { useProfile, useToday } from '../../lib/profile.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useUser } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioRow } from '../../ui/radio-row.tsx'
import { Section } from '../../ui/section.tsx'
import { ExportText, useExportText } from './export-text.tsx'
import type { ExportWish } from './make-file.ts'

/** The plan as files to keep: everything, the tasks as a table, the dated ones as a calendar. */
export function ExportSection() {
  return (
    <ExportText>
      <Exports />
    </ExportText>
  )
}

type Outcome = { saved: number } | { error: ErrorKey } | null

function useExport() {
  const t = useExportText()
  const { userId } = useUser()
  const { time_zone: timeZone } = useProfile()
  const today = useToday()
  const [busy, setBusy] = useState<ExportWish['format'] | null>(null)
  const [outcome, setOutcome] = useState<Outcome>(null)

  async function save(wish: ExportWish) {
    if (busy) return
    setBusy(wish.format)
    setOutcome(null)
    try {
      const { makeFile } = await import('./make-file.ts')
      const file = await makeFile(wish, { userId, timeZone, today, calendarName: t('calendarName') })
      saveFile(file.name, file.content)
      setOutcome({ saved: file.taskCount })
    } catch (error) {
      setOutcome({ error: errorKey(error) })
    } finally {
      setBusy(null)
    }
  }

  return { busy, outcome, save: (wish: ExportWish) => void save(wish) }
}

function Exports() {
  const t = useExportText()
  const tErrors = useTranslations('errors')
  const { busy, outcome, save } = useExport()
  const [kind, setKind] = useState<'VEVENT' | 'VTODO'>('VEVENT')

  return (
    <Section title={t('title')} lead={t('lead')}>
      <ul className="border-line bg-surface shadow-card rounded-lg border">
        <Row
          format="json"
          icon={FileJson}
          what="everything"
          busy={busy}
          onSave={() => save({ format: 'json' })}
        />
        <Row format="csv" icon={Table2} what="tasks" busy={busy} onSave={() => save({ format: 'csv' })} />
        <Row
          format="ics"
          icon={CalendarDays}
          what="calendar"
          busy={busy}
          onSave={() => save({ format: 'ics', kind })}
        >
          <RadioRow
            legend={t('calendar.kind')}
            value={kind}
            options={(['VEVENT', 'VTODO'] as const).map((value) => ({
              value,
              label: t(`calendar.${value}`),
            }))}
            onChange={setKind}
            className="mt-3"
          />
        </Row>
      </ul>
      <p role="status" className="text-muted -mt-2 min-h-5 text-sm">
        {busy ? t('busy') : outcome && 'saved' in outcome ? t('done', { count: outcome.saved }) : ''}
      </p>
      {outcome && 'error' in outcome && (
        <Notice tone="danger" role="alert">
          {t('failed', { error: tErrors(outcome.error) })}
        </Notice>
      )}
    </Section>
  )
}

type RowProps = {
  format: ExportWish['format']
  what: 'everything' | 'tasks' | 'calendar'
  icon: LucideIcon
  busy: ExportWish['format'] | null
  onSave: () => void
  children?: ReactNode
}

function Row({ format, what, icon: Icon, busy, onSave, children }: RowProps) {
  const t = useExportText()
  const isBusy = busy === format
  return (
    <li className="border-line flex flex-col gap-3 border-t p-4 first:border-t-0 sm:flex-row sm:items-start sm:gap-4">
      <div className="min-w-0 flex-1">
        <p>{t(`${what}.hint`)}</p>
        {children}
      </div>
      <Button className="max-sm:w-full sm:w-52 sm:justify-start" isBusy={isBusy} onClick={onSave}>
        {isBusy ? (
          <LoaderCircle aria-hidden className="size-4 animate-spin" strokeWidth={1.75} />
        ) : (
          <Icon aria-hidden className="text-gold size-4" strokeWidth={1.75} />
        )}
        {t(`${what}.name`)}
      </Button>
    </li>
  )
}
