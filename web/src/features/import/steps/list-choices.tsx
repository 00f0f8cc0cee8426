import { useQueries } from '@tanstack/react-query'
import type { FileMapping, ImportMapping } from '../../../../../shared/import/mapping.ts'
import type { DetectedFile, SourceFormatName } from '../../../../../shared/import/source-format.ts'
import { areaQueries, pillarQueries } from '../../../lib/plan-queries.ts'
import { useImportText } from '../import-text.tsx'
import { FileCard } from './file-card.tsx'
import { PlaceSelect } from './place-select.tsx'

/** More lists than this are shown folded, so that the page stays in sight. */
const UNFOLDED_UP_TO = 3
/** A column that is no project may give as many lists as there are rows. */
const SHOWN = 60

export const isNameless = ({ name, level }: FileMapping) => level !== 'inbox' && name.trim() === ''

type ListChoicesProps = {
  format: SourceFormatName
  files: readonly DetectedFile[]
  mapping: ImportMapping
  isChecked: boolean
  onChange: (next: Partial<ImportMapping>) => void
}

/** Where each list of the files goes. */
export function ListChoices({ format, files, mapping, isChecked, onChange }: ListChoicesProps) {
  const t = useImportText()
  const [pillars, areas] = useQueries({ queries: [pillarQueries.all(), areaQueries.all()] })
  // What is only a sample goes one day, and would take along what was put under it.
  const places = {
    pillars: (pillars.data ?? []).filter((pillar) => !pillar.archived && !pillar.is_sample),
    areas: (areas.data ?? []).filter((area) => !area.archived && !area.is_sample),
  }
  const first = files[0]
  if (!first) return null
  const changeFile = (key: string, next: Partial<FileMapping>) =>
    onChange({ files: { ...mapping.files, [key]: { ...mapping.files[key]!, ...next } } })

  return (
    <section aria-labelledby="import-projects" className={format === 'csv' ? 'mt-8' : undefined}>
      <h3 id="import-projects" className="font-semibold">
        {t(`projects.headings.${format}`)}
      </h3>
      <p className="text-muted text-sm">{t(`projects.leads.${format}`)}</p>
      {files.length > 2 && (
        <PlaceSelect
          label={t('projects.allPlaces')}
          level="project"
          value={mapping.files[first.key]!.place}
          places={places}
          origin={{ format, folder: null }}
          onChange={(place) => {
            const moved = Object.entries(mapping.files).map(([key, file]): [string, FileMapping] => [
              key,
              file.level === 'project' ? { ...file, place } : file,
            ])
            onChange({ files: Object.fromEntries(moved) })
          }}
          className="mt-3 max-w-sm"
        />
      )}
      <ul className="mt-3 flex flex-col gap-3">
        {files.slice(0, SHOWN).map((file) => (
          <FileCard
            key={file.key}
            file={file}
            format={format}
            choice={mapping.files[file.key]!}
            places={places}
            isOpen={files.length <= UNFOLDED_UP_TO}
            nameError={
              isChecked && mapping.files[file.key]!.include && isNameless(mapping.files[file.key]!)
                ? t('review.nameMissing')
                : null
            }
            onChange={(next) => changeFile(file.key, next)}
          />
        ))}
      </ul>
      {files.length > SHOWN && (
        <p className="text-muted mt-3 text-sm">{t('projects.more', { count: files.length - SHOWN })}</p>
      )}
    </section>
  )
}
