import { Archive, ArchiveX, Layers, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useDeleteLevel } from './mutations.ts'
import { type NodeDialogState, NodeDialogs } from './node-dialogs.tsx'
import type { PlanView } from './plan-search.ts'
import { PlanTree } from './plan-tree.tsx'
import type { TaskActions } from './task-actions.ts'
import type { LevelRow, NodeRow, TasksByProject } from './tree.ts'
import type { Plan } from './use-plan.ts'
import { OptionsPlace } from './views/options-place.ts'
import { ViewSwitch } from './views/view-switch.tsx'

type PlanPageProps = {
  plan: Plan
  tasksOf: TasksByProject
  tasks: TaskActions
  onLoadMore: (projectId: string | null) => void
  view: PlanView
  onView: (view: PlanView) => void
  /** What the rules say of a pillar, an area or a project. */
  renderInsights: (row: LevelRow) => ReactNode
  /** What is shown instead of the tree. */
  children: ReactNode
}

export function PlanPage({
  plan,
  tasksOf,
  tasks,
  onLoadMore,
  view,
  onView,
  renderInsights,
  children,
}: PlanPageProps) {
  const t = useTranslations('plan')
  const [optionsPlace, setOptionsPlace] = useState<HTMLElement | null>(null)
  const [dialog, setDialog] = useState<NodeDialogState | null>(null)
  const remove = useDeleteLevel()
  const rows = plan.rowsWith(tasksOf)
  const hasArchived = [...plan.pillars, ...plan.areas, ...plan.projects].some(({ archived }) => archived)

  // What takes others along is asked for; what stands alone goes at once. Both can be undone.
  const onDelete = (row: NodeRow) => {
    if (row.kind === 'task') return tasks.remove(row.node)
    const hasChildren =
      row.isExpandable && (row.kind !== 'project' || (plan.progress[row.node.id]?.total ?? 0) > 0)
    if (hasChildren) setDialog({ kind: 'delete', row })
    else void remove.run({ level: row.kind, id: row.node.id, name: row.node.name })
  }

  return (
    <Page title={t('title')} width="wide">
      <PageHeader
        title={t('title')}
        subtitle={<span className="max-sm:hidden">{t('subtitle')}</span>}
        actions={
          view === 'tree' && (
            <>
              {hasArchived && <ArchivedButton plan={plan} />}
              <Button variant="secondary" onClick={() => plan.startDraft({ kind: 'pillar', parentId: null })}>
                <Plus aria-hidden className="size-4" />
                {t('add.pillar')}
              </Button>
            </>
          )
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <ViewSwitch view={view} onView={onView} />
        {view !== 'tree' && hasArchived && <ArchivedButton plan={plan} isSmall />}
        <div
          ref={setOptionsPlace}
          className="flex min-w-0 items-center gap-x-2 gap-y-2 empty:hidden max-sm:w-full sm:ml-auto sm:flex-wrap sm:gap-x-4"
        />
      </div>
      {view !== 'tree' ? (
        <OptionsPlace value={optionsPlace}>{children}</OptionsPlace>
      ) : plan.isPending ? (
        plan.isPaused ? (
          <OfflineState />
        ) : (
          <PlanSkeleton />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon={Layers} sentence={t('empty.sentence')} hint={t('empty.hint')}>
          <Button variant="primary" onClick={() => plan.startDraft({ kind: 'pillar', parentId: null })}>
            {t('empty.add')}
          </Button>
        </EmptyState>
      ) : (
        <PlanTree
          plan={plan}
          rows={rows}
          tasks={tasks}
          onDialog={setDialog}
          onDelete={onDelete}
          onLoadMore={onLoadMore}
        />
      )}
      <NodeDialogs
        state={dialog}
        plan={plan}
        tasks={tasks}
        onClose={() => setDialog(null)}
        renderInsights={renderInsights}
      />
    </Page>
  )
}

function ArchivedButton({ plan, isSmall = false }: { plan: Plan; isSmall?: boolean }) {
  const t = useTranslations('plan')
  const label = t(plan.showsArchived ? 'hideArchived' : 'showArchived')
  const toggle = () => plan.setShowsArchived(!plan.showsArchived)
  if (isSmall)
    return <IconButton icon={plan.showsArchived ? ArchiveX : Archive} label={label} onClick={toggle} />
  return (
    <Button variant="quiet" onClick={toggle}>
      <Archive aria-hidden className="size-4" strokeWidth={1.75} />
      <span className="max-sm:sr-only">{label}</span>
    </Button>
  )
}

const INDENTS = [0, 1, 2, 2, 1, 2, 0, 1, 2] as const

function PlanSkeleton() {
  return (
    <div aria-hidden>
      {INDENTS.map((indent, index) => (
        <div
          key={index}
          className="flex h-11 items-center gap-3"
          style={{ paddingInlineStart: `${indent * 1.5}rem` }}
        >
          <Skeleton className={indent === 0 ? 'size-8' : 'size-6'} />
          <Skeleton className={indent === 0 ? 'h-5 w-40' : 'h-4 w-56'} />
          <Skeleton className="ml-auto h-1.5 w-24" />
        </div>
      ))}
    </div>
  )
}
