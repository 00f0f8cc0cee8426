import type { DetectedFile } from '../../../../../shared/import/source-format.ts'
import { useImportText } from '../import-text.tsx'

type BackupCardProps = {
  files: readonly DetectedFile[]
  takesSettings: boolean
  onTakesSettings: (takesSettings: boolean) => void
}

/** A backup of ours comes back as it was. All there is to decide is whose settings stay. */
export function BackupCard({ files, takesSettings, onTakesSettings }: BackupCardProps) {
  const t = useImportText()
  return (
    <>
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
            <p className="text-muted mt-3 text-sm">{t('backup.all')}</p>
          </li>
        ))}
      </ul>
      <label className="touch:min-h-11 mt-5 flex w-fit cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={takesSettings}
          onChange={(event) => onTakesSettings(event.target.checked)}
          className="accent-gold mt-1 size-4 shrink-0"
        />
        <span>
          {t('backup.takeSettings')}
          <span className="text-muted block text-sm">{t('backup.settingsHint')}</span>
        </span>
      </label>
    </>
  )
}
