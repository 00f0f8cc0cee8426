import { fileLevels, type FileLevel, type FileMapping } from '../../../../../shared/import/mapping.ts'
import type { DetectedFile, SourceFormatName } from '../../../../../shared/import/source-format.ts'
import { SelectField, TextField } from '../../../ui/field.tsx'
import { useImportText } from '../import-text.tsx'
import { PlaceSelect, type Places, usePlaceName } from './place-select.tsx'

type FileCardProps = {
  file: DetectedFile
  format: SourceFormatName
  choice: FileMapping
  places: Places
  nameError: string | null
  /** Whether the choices are unfolded from the start. */
  isOpen: boolean
  onChange: (next: Partial<FileMapping>) => void
}

/** One list of the files: what is in it, and what it becomes. */
export function FileCard({ file, format, choice, places, nameError, isOpen, onChange }: FileCardProps) {
  const t = useImportText()
  const { include, level, name, place } = choice
  const placeName = usePlaceName(level, place, places, { format, folder: file.folder })
  return (
    <li className="border-line bg-surface shadow-card rounded-lg border p-4">
      <label className="flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          aria-label={t('projects.include', { name: file.projectName })}
          checked={include}
          onChange={(event) => onChange({ include: event.target.checked })}
          className="accent-gold mt-1 size-4 shrink-0"
        />
        <span className="min-w-0">
          <span className="block font-medium wrap-break-word">
            {file.folder !== null && <span className="text-muted font-normal">{file.folder} › </span>}
            {file.projectName}
          </span>
          <span className="text-muted block text-sm">
            {include ? t('projects.counts', file.counts) : t('projects.leftOut')}
          </span>
        </span>
      </label>
      {include && (
        <details open={isOpen || nameError !== null} className="mt-3">
          <summary className="text-muted w-fit cursor-pointer text-sm">
            {level === 'inbox'
              ? t('projects.levels.inbox')
              : t('projects.becomes', {
                  level: t(`projects.levels.${level}`),
                  place: placeName,
                })}
          </summary>
          <div className="mt-3 grid gap-4 sm:grid-cols-3">
            <SelectField
              label={t('projects.level')}
              hint={file.counts.sections > 0 && t(`projects.levelHints.${level}`)}
              value={level}
              onChange={(event) =>
                onChange({ level: event.target.value as FileLevel, place: { kind: 'imported' } })
              }
            >
              {fileLevels.map((value) => (
                <option key={value} value={value}>
                  {t(`projects.levels.${value}`)}
                </option>
              ))}
            </SelectField>
            {level !== 'inbox' && (
              <>
                <TextField
                  label={t('projects.name')}
                  value={name}
                  maxLength={200}
                  error={nameError}
                  onChange={(event) => onChange({ name: event.target.value })}
                />
                <PlaceSelect
                  label={t('projects.place')}
                  level={level}
                  value={place}
                  places={places}
                  origin={{ format, folder: file.folder }}
                  onChange={(next) => onChange({ place: next })}
                />
              </>
            )}
          </div>
          {file.samples.length > 0 && <Samples file={file} />}
        </details>
      )}
    </li>
  )
}

function Samples({ file }: { file: DetectedFile }) {
  const t = useImportText()
  return (
    <div className="mt-4 text-sm">
      <p className="font-medium">{t('projects.samples')}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {file.samples.map(({ depth, content, priority, date }, index) => (
          <li
            key={index}
            className="wrap-break-word"
            style={{ paddingInlineStart: `${Math.min(depth, 6) * 1.25}rem` }}
          >
            {content}
            <span className="text-muted">
              {[priority && ` · ${t('priorities.mark', { priority })}`, date && ` · ${date}`]
                .filter(Boolean)
                .join('')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
