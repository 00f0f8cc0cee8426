import { useCallback, useMemo } from 'react'
import { cx } from '../../../ui/classes.ts'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import { usePlanText } from '../plan-text.ts'
import type { Section } from './arrange.ts'
import type { ListTask } from './queries.ts'
import { SectionTitle } from './section-title.tsx'
import { Selectable } from './selectable.tsx'
import type { ProjectPlace } from './task-places.ts'
import type { NamedTask } from './task-tools.ts'
import { useView } from './view-context.ts'

/** On a phone the box of the selection takes the place of the one that completes: a tap selects then. */
const SELECTED = cx(
  'data-selected:bg-gold-soft -mx-3 rounded-md px-3 data-selected:[&>div]:bg-transparent!',
  'max-sm:[--select-left:0.625rem] max-sm:[--select-top:0.5rem]',
  'max-sm:[&>label]:bg-canvas max-sm:data-selected:[&>label]:bg-gold-soft',
)

const ROW_HEIGHT = 66
const SHORT_ROW_HEIGHT = 44

type Line = { kind: 'title'; section: Section; isOpen: boolean } | { kind: 'task'; task: ListTask }

const keyOf = (line: Line): string => (line.kind === 'title' ? line.section.key : line.task.id)

type Places = ReadonlyMap<string, ProjectPlace>

const namedTasks = new WeakMap<Places, WeakMap<ListTask, NamedTask>>()

/** The same object for the same task and places, so that a row is drawn anew only when one of them has changed. */
function withNames(task: ListTask, places: Places): NamedTask {
  const known = namedTasks.get(places) ?? new WeakMap<ListTask, NamedTask>()
  namedTasks.set(places, known)
  const place = task.project_id === null ? undefined : places.get(task.project_id)
  const named = known.get(task) ?? {
    ...task,
    project_name: place?.project.name ?? null,
    area_name: place?.area?.name ?? null,
    pillar_name: place?.pillar?.name ?? null,
    pillar_color: place?.pillar?.color ?? null,
  }
  known.set(task, named)
  return named
}

type ListViewProps = {
  sections: readonly Section[]
  /** Under the title of its project a task need not name it again. */
  namesPlaces: boolean
  /** The sections of which only the title is shown. */
  closed: ReadonlySet<string>
  onToggle: (sectionKey: string) => void
}

/** All tasks in sections, one under the other. */
export function ListView({ sections, namesPlaces, closed, onToggle }: ListViewProps) {
  const t = usePlanText()
  const { plan, tools } = useView()
  const { places } = plan

  const lines = useMemo(
    () =>
      sections.flatMap((section): Line[] => [
        ...(section.title.kind === 'none'
          ? []
          : [{ kind: 'title' as const, section, isOpen: !closed.has(section.key) }]),
        ...(closed.has(section.key) ? [] : section.tasks.map((task) => ({ kind: 'task' as const, task }))),
      ]),
    [sections, closed],
  )

  const renderRow = useCallback(
    (line: Line, { isActive }: RowPlace) =>
      line.kind === 'title' ? (
        <SectionTitle
          section={line.section}
          isOpen={line.isOpen}
          isActive={isActive}
          onToggle={() => onToggle(line.section.key)}
        />
      ) : (
        <Selectable id={line.task.id} name={line.task.name} isActive={isActive} className={SELECTED}>
          {tools.renderRow(namesPlaces ? withNames(line.task, places) : line.task, isActive)}
        </Selectable>
      ),
    [tools, places, namesPlaces, onToggle],
  )

  return (
    <VirtualList
      items={lines}
      keyOf={keyOf}
      renderRow={renderRow}
      label={t('views.list')}
      estimatedHeight={namesPlaces ? ROW_HEIGHT : SHORT_ROW_HEIGHT}
    />
  )
}
