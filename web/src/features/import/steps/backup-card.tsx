import type { DetectedFile } from '../../../../../shared/import/source-format.ts'
import { useImportText } from '../import-text.tsx'

/** A backup of ours comes back as it was: there is nothing to decide, only what is in it to see. */
export function BackupCard({ files }: { files: readonly DetectedFile[] }) {
  const t = useImportText()
  return (
    <ul className="flex flex-col gap-3">
      {files.map(({ key, file, generation, counts, samples }) => (
        <li key={key} className="border-line bg-surface shadow-card rounded-lg border p-4">
          <p className="font-medium wrap-break-word">{file}</p>
          <p className="text-muted text-sm">
            {t('backup.made', { day: generation ?? '' })}{' '}
            {t('backup.counts', { tasks: counts.tasks, done: counts.past, others: counts.sections })}
          </p>
          {samples.length > 0 && (
            <ul className="mt-3 flex flex-col gap-1 text-sm">
              {samples.map(({ content, date }, index) => (
                <li key={index} className="wrap-break-word">
                  {content}
                  {date && <span className="text-muted"> · {date}</span>}
                </li>
              ))}
            </ul>
          )}
          <p className="text-muted mt-3 text-sm">{t('backup.settings')}</p>
        </li>
      ))}
    </ul>
  )
}
