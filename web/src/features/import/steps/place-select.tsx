import type { FileLevel, ImportPlace } from '../../../../../shared/import/mapping.ts'
import type { SourceFormatName } from '../../../../../shared/import/source-format.ts'
import type { Area, Pillar } from '../../../lib/plan-queries.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useImportText } from '../import-text.tsx'

export interface Places {
  pillars: readonly Pillar[]
  areas: readonly Area[]
}

/** Where a list comes from, which is what a new area for it is called. */
export interface Origin {
  format: SourceFormatName
  folder: string | null
}

const areaTexts = {
  todoist: 'texts.importedArea',
  ticktick: 'texts.importedAreaTicktick',
  ics: 'texts.importedAreaIcs',
  csv: 'texts.importedAreaCsv',
  aurum: 'texts.importedArea',
} as const

function useImportedName(isArea: boolean, { format, folder }: Origin): string {
  const t = useImportText()
  return isArea
    ? t('projects.importedPillar')
    : t('projects.importedArea', { name: folder ?? t(areaTexts[format]) })
}

type PlaceSelectProps = {
  label: string
  level: Exclude<FileLevel, 'inbox'>
  value: ImportPlace
  places: Places
  origin: Origin
  onChange: (place: ImportPlace) => void
  className?: string
}

const toPlace = (value: string): ImportPlace =>
  value === 'imported' || value === 'none' ? { kind: value } : { kind: 'existing', id: value }

/** What the chosen place is called. */
export function usePlaceName(
  level: FileLevel,
  place: ImportPlace,
  { pillars, areas }: Places,
  origin: Origin,
): string {
  const t = useImportText()
  const isArea = level === 'area'
  const importedName = useImportedName(isArea, origin)
  if (place.kind === 'imported') return importedName
  const rows: readonly { id: string; name: string }[] = isArea ? pillars : areas
  const chosen = place.kind === 'existing' ? rows.find(({ id }) => id === place.id) : undefined
  return chosen?.name ?? t(isArea ? 'projects.noPillar' : 'projects.noArea')
}

/** Areas by pillar for a project, pillars for an area; a new one for the import comes first. */
export function PlaceSelect(props: PlaceSelectProps) {
  const { label, level, value, places, origin, onChange, className } = props
  const t = useImportText()
  const isProject = level === 'project'
  const importedName = useImportedName(!isProject, origin)
  return (
    <SelectField
      label={label}
      value={value.kind === 'existing' ? value.id : value.kind}
      onChange={(event) => onChange(toPlace(event.target.value))}
      className={className}
    >
      <option value="imported">{importedName}</option>
      {isProject ? <AreaOptions places={places} /> : <Options rows={places.pillars} />}
      <option value="none">{t(isProject ? 'projects.noArea' : 'projects.noPillar')}</option>
    </SelectField>
  )
}

function AreaOptions({ places: { pillars, areas } }: { places: Places }) {
  const t = useImportText()
  const known = new Set(pillars.map(({ id }) => id))
  const groups = pillars.map(({ id, name }) => ({
    id,
    name,
    rows: areas.filter((area) => area.pillar_id === id),
  }))
  const loose = areas.filter(({ pillar_id }) => pillar_id === null || !known.has(pillar_id))
  return [...groups, { id: 'none', name: t('projects.withoutPillar'), rows: loose }]
    .filter(({ rows }) => rows.length > 0)
    .map(({ id, name, rows }) => (
      <optgroup key={id} label={name}>
        <Options rows={rows} />
      </optgroup>
    ))
}

const Options = ({ rows }: { rows: readonly { id: string; name: string }[] }) =>
  rows.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))
