import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCreateLevel, useMoveLevel, useUpdateLevel } from './mutations.ts'
import { newRow } from './new-row.ts'
import type { NodeDialogState } from './node-dialogs.tsx'
import type { TaskActions } from './task-actions.ts'
import { HOME, moveOnto, stepMove, type TreeMove } from './tree-moves.ts'
import { TreeRowView } from './tree-row.tsx'
import type { DraftPlace, NodeRow, TreeRow } from './tree.ts'
import { useOrder } from './use-order.ts'
import type { Plan } from './use-plan.ts'
import { useTreeKeys } from './use-tree-keys.ts'

/** Short plans are plain rows: they can be searched and printed. Long ones keep only what is on screen. */
const VIRTUAL_FROM = 100
const ROW_HEIGHT = 44

const NOWHERE = { key: 'none', icon: null, depth: 0, isSelectable: true, path: '' }

type PlanTreeProps = {
  plan: Plan
  rows: readonly TreeRow[]
  tasks: TaskActions
  onDialog: (state: NodeDialogState) => void
  onDelete: (row: NodeRow) => void
  onLoadMore: (projectId: string | null) => void
}

export function PlanTree({ plan, rows, tasks, onDialog, onDelete, onLoadMore }: PlanTreeProps) {
  const t = useTranslations('plan')
  const tree = useRef<HTMLDivElement>(null)
  const [treeTop, setTreeTop] = useState(0)
  const [renamingKey, setRenamingKey] = useState<string | null>(null)
  const update = useUpdateLevel()
  const create = useCreateLevel()
  const move = useMoveLevel()
  const order = useOrder()
  const isVirtual = rows.length > VIRTUAL_FROM

  const open = (row: TreeRow) => {
    if (row.kind === 'task') tasks.open(row.node, document.activeElement as HTMLElement | null)
    else if (row.kind === 'more') onLoadMore(row.projectId)
    else if (row.kind === 'group' || row.kind === 'done') plan.setExpanded(row.key, !row.isExpanded)
    else if ('node' in row) onDialog({ kind: 'edit', row })
  }

  const carryOut = (wanted: TreeMove | null) => {
    if (!wanted) return
    const { row } = wanted
    if (wanted.kind === 'order') return order(row, wanted.changes)
    const place = { id: wanted.parentId, name: wanted.parentName ?? t(`groups.${HOME[row.kind] ?? 'inbox'}`) }
    if (row.kind === 'task') return tasks.move(row.node, { ...NOWHERE, ...place })
    if (row.kind === 'pillar') return
    const { id, name } = row.node
    void move.run({ level: row.kind, id, name, parentId: place.id, parentName: place.name })
  }

  const dropOn = (target: TreeRow) => (key: string, at: number) => {
    const source = rows.find((row) => row.key === key)
    return source && 'node' in source ? moveOnto(rows, source, target, at) : null
  }

  const keys = useTreeKeys({
    tree,
    rows,
    onExpand: plan.setExpanded,
    onOpen: open,
    onRename: (row) => 'node' in row && setRenamingKey(row.key),
    onToggle: (row) => {
      if (row.kind === 'task') tasks.toggle(row.node)
      else if ('isExpandable' in row) plan.setExpanded(row.key, !row.isExpanded)
    },
    onDelete: (row) => 'node' in row && onDelete(row),
    onStep: (row, step) => 'node' in row && carryOut(stepMove(rows, row, step)),
    scrollTo: (index) => isVirtual && virtualizer.scrollToIndex(index, { align: 'auto' }),
  })

  const virtualizer = useWindowVirtualizer({
    count: isVirtual ? rows.length : 0,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    scrollMargin: treeTop,
  })

  useLayoutEffect(() => setTreeTop(tree.current?.offsetTop ?? 0), [isVirtual])

  const rename = (row: NodeRow, name: string) => {
    if (row.kind === 'task') tasks.rename(row.node, name)
    else void update.run({ level: row.kind, id: row.node.id, name: row.node.name, patch: { name } })
  }

  const keepDraft = (place: DraftPlace, name: string) => {
    if (place.kind === 'task') return tasks.create(place.parentId, name)
    const made = newRow(place, name, plan)
    if (made) void create.run(made)
  }

  const view = (row: TreeRow) => (
    <TreeRowView
      key={row.key}
      row={row}
      progress={plan.progress}
      tasks={tasks}
      isActive={row.key === keys.activeKey}
      isRenaming={row.key === renamingKey}
      onFocus={() => keys.setActiveKey(row.key)}
      onExpand={(isExpanded) => plan.setExpanded(row.key, isExpanded)}
      onOpen={() => open(row)}
      onRename={() => setRenamingKey(row.key)}
      onRenamed={(name) => {
        setRenamingKey(null)
        if (name && 'node' in row) rename(row, name)
        keys.focusKey(row.key)
      }}
      onDraft={plan.startDraft}
      onDrafted={(name) => {
        if (name && row.kind === 'draft') return keepDraft(row.draft, name)
        // The row of what was typed last, or of what it would hang under.
        const before = rows[rows.indexOf(row) - 1]
        if (before) keys.setActiveKey(before.key)
        plan.endDraft()
      }}
      onDialog={onDialog}
      onDelete={onDelete}
      moveFor={dropOn(row)}
      onMove={carryOut}
    />
  )

  return (
    <div
      ref={tree}
      role="treegrid"
      aria-label={t('treeLabel')}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
      className="relative"
      style={isVirtual ? { height: virtualizer.getTotalSize() } : undefined}
    >
      {isVirtual
        ? virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <div
                  key={item.key}
                  role="presentation"
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start - virtualizer.options.scrollMargin}px)` }}
                >
                  {view(row)}
                </div>
              )
            )
          })
        : rows.map(view)}
    </div>
  )
}
