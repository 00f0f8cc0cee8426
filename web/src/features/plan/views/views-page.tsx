import { ListChecks, SearchX } from 'lucide-react'
import { type ReactNode, use, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { openQuickAdd } from '../../../lib/quick-add.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import type { Grouping, PlanSearch, Sort } from '../plan-search.ts'
import { parseScope } from '../plan-search.ts'
import { usePlanText } from '../plan-text.ts'
import { BoardView, boardColumns, STATUSES } from './board-view.tsx'
import { arrange } from './arrange.ts'
import { ListView } from './list-view.tsx'
import { MatrixView, quadrantsOf } from './matrix-view.tsx'
import { QUADRANTS } from './matrix-rule.ts'
import { OptionsPlace } from './options-place.ts'
import type { TaskTools } from './task-tools.ts'
import { type PlanTasks, usePlanTasks } from './use-plan-tasks.ts'
import { ViewFrame } from './view-frame.tsx'
import { ArrangementOptions, ScopeButton } from './view-options.tsx'
import { ViewsSkeleton } from './views-skeleton.tsx'

type ViewsPageProps = {
  search: PlanSearch & { view: NonNullable<PlanSearch['view']> }
  onSearch: (change: Partial<PlanSearch>) => void
  tools: TaskTools
  showsArchived: boolean
  /** The line in which the filter is typed; the filters feature brings it. */
  filterBar: ReactNode
}

/** The tasks of the plan as a list, a board or a matrix, as the address says. */
export function ViewsPage({ search, onSearch, tools, showsArchived, filterBar }: ViewsPageProps) {
  const { view, filter = '', sort = 'due', group = 'project' } = search
  const scope = useMemo(() => parseScope(search.scope), [search.scope])
  const plan = usePlanTasks({ filter, scope, showsArchived })

  const optionsPlace = use(OptionsPlace)

  return (
    <>
      {optionsPlace &&
        !plan.isEmpty &&
        createPortal(
          <>
            <ScopeButton scope={scope} life={plan.life} onScope={(next) => onSearch({ scope: next })} />
            <ArrangementOptions
              group={view === 'list' ? group : null}
              sort={sort}
              onGroup={(next) => onSearch({ group: next === 'project' ? undefined : next })}
              onSort={(next) => onSearch({ sort: next === 'due' ? undefined : next })}
            />
          </>,
          optionsPlace,
        )}
      {/* Where there is no task there is nothing to find or to put in order. */}
      {!plan.isEmpty && (
        <div className="relative mb-2">
          {filterBar}
          <Count plan={plan} view={view} />
        </div>
      )}
      {plan.isPending ? (
        plan.isPaused ? (
          <OfflineState />
        ) : (
          <ViewsSkeleton view={view} />
        )
      ) : (
        <Tasks plan={plan} tools={tools} view={view} group={group} sort={sort} onSearch={onSearch} />
      )}
    </>
  )
}

function Count({ plan, view }: { plan: PlanTasks; view: ViewsPageProps['search']['view'] }) {
  const t = usePlanText()
  const count = view === 'board' ? plan.passing.length : plan.open.length
  return (
    <p
      role="status"
      className="text-muted touch:bottom-3 pointer-events-none absolute right-0 bottom-1 text-sm tabular-nums"
    >
      {plan.isPending ? '\u00a0' : t('count', { count })}
    </p>
  )
}

type TasksProps = Pick<ViewsPageProps, 'tools' | 'onSearch'> & {
  plan: PlanTasks
  view: ViewsPageProps['search']['view']
  group: Grouping
  sort: Sort
}

function Tasks({ plan, tools, view, group, sort, onSearch }: TasksProps) {
  const t = usePlanText()
  const { passing, open, today, places } = plan
  const shown = view === 'board' ? passing : open

  if (shown.length === 0) {
    return plan.isEmpty ? (
      <EmptyState icon={ListChecks} sentence={t('empty.sentence')} hint={t('empty.hint')}>
        <Button variant="primary" onClick={() => openQuickAdd({})}>
          {t('empty.add')}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon={SearchX} sentence={t('nothing.sentence')} hint={t('nothing.hint')}>
        <Button onClick={() => onSearch({ filter: undefined, scope: undefined })}>
          {t('nothing.clear')}
        </Button>
      </EmptyState>
    )
  }
  if (view === 'board') return <Board key="board" plan={plan} tools={tools} tasks={passing} sort={sort} />
  if (view === 'matrix') return <Matrix key="matrix" plan={plan} tools={tools} tasks={open} sort={sort} />
  return <List plan={plan} tools={tools} arrangement={{ group, sort, today, places }} />
}

type ViewProps = { plan: PlanTasks; tools: TaskTools }

function List({ plan, tools, arrangement }: ViewProps & { arrangement: Parameters<typeof arrange>[1] }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const { group, sort, today, places } = arrangement
  const sections = useMemo(
    () => arrange(plan.open, { group, sort, today, places }),
    [plan.open, group, sort, today, places],
  )
  const order = useMemo(
    () => sections.filter(({ key }) => !closed.has(key)).flatMap(({ tasks }) => tasks.map(({ id }) => id)),
    [sections, closed],
  )
  return (
    <ViewFrame plan={plan} tools={tools} order={order}>
      <ListView
        sections={sections}
        namesPlaces={group !== 'project'}
        closed={closed}
        onToggle={(key) =>
          setClosed((current) => {
            const next = new Set(current)
            if (!next.delete(key)) next.add(key)
            return next
          })
        }
      />
    </ViewFrame>
  )
}

type SortedProps = ViewProps & { tasks: PlanTasks['open']; sort: Sort }

function Board({ plan, tools, tasks, sort }: SortedProps) {
  const columns = useMemo(() => boardColumns(tasks, sort), [tasks, sort])
  const order = useMemo(() => STATUSES.flatMap((status) => columns[status].map(({ id }) => id)), [columns])
  return (
    <ViewFrame plan={plan} tools={tools} order={order}>
      <BoardView columns={columns} />
    </ViewFrame>
  )
}

function Matrix({ plan, tools, tasks, sort }: SortedProps) {
  const quadrants = useMemo(() => quadrantsOf(tasks, sort, plan), [tasks, sort, plan])
  const order = useMemo(
    () => QUADRANTS.flatMap((quadrant) => quadrants[quadrant].map(({ id }) => id)),
    [quadrants],
  )
  return (
    <ViewFrame plan={plan} tools={tools} order={order}>
      <MatrixView quadrants={quadrants} />
    </ViewFrame>
  )
}
