import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { PaletteDialog } from '../../features/palette/palette-dialog.tsx'
import type { PalettePlace } from '../../features/palette/entries.ts'
import { printScope } from '../../features/plan/plan-search.ts'
import { allTaskQueries } from '../../features/plan/views/queries.ts'
import { useTaskActions } from '../../features/tasks/row/use-task-actions.ts'
import { areaQueries, projectQueries } from '../../lib/plan-queries.ts'

const NONE: readonly never[] = []
const QUIET = { throwOnError: false }

function usePlaces(): PalettePlace[] {
  const navigate = useNavigate()
  const { data: projects = NONE } = useQuery({ ...projectQueries.all(), ...QUIET })
  const { data: areas = NONE } = useQuery({ ...areaQueries.all(), ...QUIET })
  return useMemo(() => {
    const areaNames = new Map(areas.map(({ id, name }) => [id, name]))
    const open = (level: 'area' | 'project', id: string) => () =>
      void navigate({ to: '/plan', search: { view: 'list', scope: printScope({ level, id }) } })
    const active = <T extends { archived: boolean }>(rows: readonly T[]) =>
      rows.filter(({ archived }) => !archived)
    return [
      ...active(projects).map(({ id, name, icon, area_id }) => {
        const area = area_id === null ? undefined : areaNames.get(area_id)
        return { id, name, icon, path: area ? `${area} / ${name}` : name, open: open('project', id) }
      }),
      ...active(areas).map(({ id, name, icon }) => ({ id, name, icon, path: name, open: open('area', id) })),
    ]
  }, [projects, areas, navigate])
}

/** Brings the palette all tasks and places, and what can be done with them. */
export function PaletteHost({ onClose }: { onClose: () => void }) {
  const { data: tasks = NONE } = useQuery({ ...allTaskQueries.tasks(), ...QUIET })
  const places = usePlaces()
  const actions = useTaskActions()
  return (
    <PaletteDialog
      tasks={tasks}
      places={places}
      onClose={onClose}
      actions={{
        open: (task) => actions.open(task),
        complete: (task) => void actions.complete(task),
        reopen: (task) => void actions.reopen(task),
        update: (task, patch) => void actions.update(task, patch),
        snooze: (task, day) => void actions.snooze(task, day),
        remove: (task) => void actions.remove(task),
      }}
    />
  )
}
