import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { areaPlaces, pillarPlaces, type Place, projectPlaces } from '../../lib/places.ts'
import { PlaceDialog } from '../../ui/place-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { useMoveLevel } from './mutations.ts'
import type { TaskActions } from './task-actions.ts'
import type { LevelRow, NodeRow } from './tree.ts'
import type { Plan } from './use-plan.ts'

export type NodeDialogState = { kind: 'edit' | 'move' | 'delete'; row: NodeRow }

type NodeDialogsProps = {
  state: NodeDialogState | null
  plan: Plan
  tasks: TaskActions
  onClose: () => void
  renderInsights: (row: LevelRow) => ReactNode
}

/** Back to the row the dialog was about; when it is gone, to the row the tree has chosen instead. */
function focusRow(key: string): void {
  const row = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  const target = row ?? document.querySelector<HTMLElement>('[role=treegrid] [role=row][tabindex="0"]')
  target?.focus()
}

/** The one dialog that may be open over the plan. */
export function NodeDialogs({ state, plan, tasks, onClose, renderInsights }: NodeDialogsProps) {
  if (!state) return null
  const { kind, row } = state
  const returnFocus = () => focusRow(row.key)

  if (kind === 'move')
    return <MoveDialog row={row} plan={plan} tasks={tasks} onClose={onClose} onReturnFocus={returnFocus} />
  if (row.kind === 'task') return null
  if (kind === 'edit')
    return (
      <EditDialog row={row} onClose={onClose} onReturnFocus={returnFocus} renderInsights={renderInsights} />
    )
  return <DeleteDialog row={row} plan={plan} onClose={onClose} onReturnFocus={returnFocus} />
}

type MoveDialogProps = {
  row: NodeRow
  plan: Plan
  tasks: TaskActions
  onClose: () => void
  onReturnFocus: () => void
}

function MoveDialog({ row, plan, tasks, onClose, onReturnFocus }: MoveDialogProps) {
  const t = useTranslations('plan')
  const move = useMoveLevel()
  const names = { inbox: t('groups.inbox'), noArea: t('groups.no-area'), noPillar: t('groups.no-pillar') }

  const choose = (place: Place) => {
    if (row.kind === 'task') tasks.move(row.node, place)
    else if (row.kind !== 'pillar') {
      void move.run({
        level: row.kind,
        id: row.node.id,
        name: row.node.name,
        parentId: place.id,
        parentName: place.name,
      })
    }
  }

  return (
    <PlaceDialog
      title={t('moveTitle', { name: row.node.name })}
      places={placesFor(row, plan, names)}
      currentId={parentOf(row)}
      onChoose={choose}
      onClose={onClose}
      onReturnFocus={onReturnFocus}
    />
  )
}

function placesFor(
  row: NodeRow,
  plan: Plan,
  names: { inbox: string; noArea: string; noPillar: string },
): Place[] {
  if (row.kind === 'area') return pillarPlaces(plan.pillars, names)
  return row.kind === 'project' ? areaPlaces(plan, names) : projectPlaces(plan, names)
}

function parentOf(row: NodeRow): string | null {
  if (row.kind === 'task') return row.node.project_id
  if (row.kind === 'project') return row.node.area_id
  return row.kind === 'area' ? row.node.pillar_id : null
}
