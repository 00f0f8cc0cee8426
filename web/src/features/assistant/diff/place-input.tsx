import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangeCommand } from '../../../../../shared/commands.ts'
import { areaPlaces, pillarPlaces, type Place, projectPlaces } from '../../../lib/places.ts'
import { areaQueries, pillarQueries, projectQueries } from '../../../lib/plan-queries.ts'
import { PlaceDialog } from '../../../ui/place-dialog.tsx'
import { useAssistantText } from '../assistant-text.ts'
import { parentChoices } from './parent-choices.ts'

export const PLACE_FIELDS = ['project_id', 'area_id', 'pillar_id', 'parent_task_id'] as const
export type PlaceField = (typeof PLACE_FIELDS)[number]

const MADE_BY: Record<PlaceField, ChangeCommand['type']> = {
  project_id: 'create_project',
  area_id: 'create_area',
  pillar_id: 'create_pillar',
  parent_task_id: 'create_task',
}

type PlaceInputProps = {
  field: PlaceField
  rowId: string
  /** The id of the place, and what it is called now. */
  value: string | null
  shown: string
  label: string
  commands: readonly ChangeCommand[]
  onChange: (id: string | null) => void
  className: string
}

/** Where a row goes: chosen from the plan, and from what the same proposal makes. */
export function PlaceInput({ shown, label, className, ...rest }: PlaceInputProps) {
  const [isChoosing, setIsChoosing] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label={`${label}: ${shown}`}
        aria-haspopup="dialog"
        onClick={() => setIsChoosing(true)}
        className={className}
      >
        {shown}
      </button>
      {isChoosing && <Choice {...rest} title={label} onClose={() => setIsChoosing(false)} />}
    </>
  )
}

type ChoiceProps = Omit<PlaceInputProps, 'shown' | 'label' | 'className'> & {
  title: string
  onClose: () => void
}

function Choice({ field, rowId, value, commands, title, onChange, onClose }: ChoiceProps) {
  const places = usePlaces(field, rowId, value)
  const made = commands.flatMap((command): Place[] =>
    command.type === MADE_BY[field] &&
    'id' in command &&
    command.id &&
    command.id !== rowId &&
    'fields' in command
      ? [plainPlace(command.id, String(command.fields.name))]
      : [],
  )
  return (
    <PlaceDialog
      title={title}
      places={[...made, ...places]}
      currentId={value}
      onChoose={(place) => onChange(place.id)}
      onClose={onClose}
    />
  )
}

const plainPlace = (id: string, name: string): Place => ({
  ...{ key: id, id, name, icon: null, depth: 0, isSelectable: true, path: '' },
})

const QUIET = { throwOnError: false }
const NONE: readonly never[] = []

function usePlaces(field: PlaceField, rowId: string, value: string | null): readonly Place[] {
  const t = useAssistantText()
  const { data: pillars = NONE } = useQuery({ ...pillarQueries.all(), ...QUIET })
  const { data: areas = NONE } = useQuery({ ...areaQueries.all(), ...QUIET })
  const { data: projects = NONE } = useQuery({ ...projectQueries.all(), ...QUIET })
  const isTask = field === 'parent_task_id'
  const { data: siblings = NONE } = useQuery({ ...parentChoices(value), ...QUIET, enabled: isTask })
  const names = { inbox: t('values.inbox'), noArea: t('diff.noArea'), noPillar: t('diff.noPillar') }
  if (isTask) return siblings.filter(({ id }) => id !== rowId).map(({ id, name }) => plainPlace(id, name))
  if (field === 'pillar_id') return pillarPlaces(pillars, names)
  return field === 'area_id'
    ? areaPlaces({ pillars, areas }, names)
    : projectPlaces({ pillars, areas, projects }, names)
}
