import { Archive, Layers, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useDeleteLevel } from './mutations.ts'
import { type NodeDialogState, NodeDialogs } from './node-dialogs.tsx'
import { PlanTree } from './plan-tree.tsx'
import type { TaskActions } from './task-actions.ts'
import type { NodeRow, TasksByProject } from './tree.ts'
import type { Plan } from './use-plan.ts'

type PlanPageProps = {
  plan: Plan
  tasksOf: TasksByProject
  tasks: TaskActions
  onLoadMore: (projectId: string | null) => void
}

export function PlanPage({ plan, tasksOf, tasks, onLoadMore }: PlanPageProps) {
  const t = useTranslations('plan')
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
    <Page title={t('title')} isWide>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <>
            {hasArchived && (
              <Button variant="quiet" onClick={() => plan.setShowsArchived(!plan.showsArchived)}>
                <Archive aria-hidden className="size-4" strokeWidth={1.75} />
                <span className="max-sm:sr-only">
                  {t(plan.showsArchived ? 'hideArchived' : 'showArchived')}
                </span>
              </Button>
            )}
            <Button variant="secondary" onClick={() => plan.startDraft({ kind: 'pillar', parentId: null })}>
              <Plus aria-hidden className="size-4" />
              {t('add.pillar')}
            </Button>
          </>
        }
      />
      {plan.isPending ? (
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
      <NodeDialogs state={dialog} plan={plan} tasks={tasks} onClose={() => setDialog(null)} />
    </Page>
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
