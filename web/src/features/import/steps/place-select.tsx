import type { FileLevel, ImportPlace } from '../../../../../shared/import/mapping.ts'
import type { Area, Pillar } from '../../../lib/plan-queries.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useImportText } from '../import-text.tsx'

export interface Places {
  pillars: readonly Pillar[]
  areas: readonly Area[]
}

type PlaceSelectProps = {
  label: string
  level: Exclude<FileLevel, 'inbox'>
  value: ImportPlace
  places: Places
  onChange: (place: ImportPlace) => void
  className?: string
}

const toPlace = (value: string): ImportPlace =>
  value === 'imported' || value === 'none' ? { kind: value } : { kind: 'existing', id: value }

/** What the chosen place is called. */
export function usePlaceName(level: FileLevel, place: ImportPlace, { pillars, areas }: Places): string {
  const t = useImportText()
  const isArea = level === 'area'
  if (place.kind === 'imported') return t(isArea ? 'projects.importedPillar' : 'projects.importedArea')
  const rows: readonly { id: string; name: string }[] = isArea ? pillars : areas
  const chosen = place.kind === 'existing' ? rows.find(({ id }) => id === place.id) : undefined
  return chosen?.name ?? t(isArea ? 'projects.noPillar' : 'projects.noArea')
}

/** Areas by pillar for a project, pillars for an area; a new one for the import comes first. */
export function PlaceSelect({ label, level, value, places, onChange, className }: PlaceSelectProps) {
  const t = useImportText()
  const isProject = level === 'project'
  return (
    <SelectField
      label={label}
      value={value.kind === 'existing' ? value.id : value.kind}
      onChange={(event) => onChange(toPlace(event.target.value))}
      className={className}
    >
      <option value="imported">{t(isProject ? 'projects.importedArea' : 'projects.importedPillar')}</option>
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
