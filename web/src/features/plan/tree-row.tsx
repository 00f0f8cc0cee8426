import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../../ui/classes.ts'
import { InlineText } from '../../ui/inline-text.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DraftInput } from './draft-input.tsx'
import { useDraggable, useDropTarget } from './drag.ts'
import { MAX_LEVEL_NAME } from './level-data.ts'
import type { NodeDialogState } from './node-dialogs.tsx'
import { NodeIcon } from './node-icon.tsx'
import type { Progress } from './queries.ts'
import { RollUp } from './roll-up.tsx'
import { RowMenu } from './row-menu.tsx'
import type { TaskActions } from './task-actions.ts'
import type { TreeMove } from './tree-moves.ts'
import type { DraftPlace, NodeRow, TreeRow } from './tree.ts'

const MAX_TASK_NAME = 500

type TreeRowViewProps = {
  row: TreeRow
  progress: Record<string, Progress>
  tasks: TaskActions
  isActive: boolean
  isRenaming: boolean
  onFocus: () => void
  onExpand: (isExpanded: boolean) => void
  onOpen: () => void
  onRename: () => void
  onRenamed: (name: string | null) => void
  onDraft: (place: DraftPlace) => void
  onDrafted: (name: string | null) => void
  onDialog: (state: NodeDialogState) => void
  onDelete: (row: NodeRow) => void
  /** What dropping another row here would do, with the pointer at this height of the row. */
  moveFor: (key: string, at: number) => TreeMove | null
  onMove: (move: TreeMove | null) => void
}

const NAME_STYLES: Record<string, string> = {
  pillar: 'text-lg font-semibold',
  group: 'font-medium text-muted',
  done: 'text-sm text-muted',
  area: 'font-medium',
}

type DropHint = 'into' | 'before' | 'after'

const HINTS: Record<DropHint, string> = {
  into: 'bg-gold-soft ring-gold ring-1 ring-inset',
  before: 'before:bg-gold before:absolute before:inset-x-2 before:-top-px before:h-0.5',
  after: 'after:bg-gold after:absolute after:inset-x-2 after:-bottom-px after:h-0.5',
}

function hintOf(move: TreeMove | null, at: number): DropHint | null {
  if (!move) return null
  if (move.kind === 'place') return 'into'
  return at < 0.5 ? 'before' : 'after'
}

/** Under a pointer the actions appear in the place of the figures, so that nothing is kept free for them. */
const YIELDS_TO_ACTIONS =
  'flex shrink-0 items-center transition-opacity duration-100 hovers:group-focus-within:opacity-0 hovers:group-hover:opacity-0 hovers:group-has-data-[state=open]:opacity-0'

const isInteractive = (target: EventTarget) =>
  target instanceof Element && target.closest('button, input, a') !== null

export function TreeRowView(props: TreeRowViewProps) {
  const { row, isActive, isRenaming, tasks, onExpand, onOpen, onFocus, moveFor, onMove } = props
  const element = useRef<HTMLDivElement>(null)
  const id = useId()
  const [isDragged, setIsDragged] = useState(false)
  const [hint, setHint] = useState<DropHint | null>(null)
  useDraggable(element, row.key, { canDrag: () => 'node' in row && !isRenaming, onDrag: setIsDragged })
  useDropTarget(element, {
    accepts: (key) => moveFor(key, 0) !== null || moveFor(key, 1) !== null,
    over: (key, at) => setHint(at === null ? null : hintOf(moveFor(key, at), at)),
    drop: (key, at) => onMove(moveFor(key, at)),
  })
  const t = useTranslations('plan')
  const isBranch = 'isExpandable' in row
  const isArchived = 'node' in row && 'archived' in row.node && row.node.archived

  const onClick = (event: MouseEvent) => {
    if (isInteractive(event.target)) return
    if (row.kind === 'task' || row.kind === 'more') onOpen()
    else if (isBranch) onExpand(!row.isExpanded)
  }
  const openMenu = (event: KeyboardEvent) => {
    if (event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10')) return
    event.preventDefault()
    event.currentTarget.querySelector<HTMLButtonElement>('[aria-haspopup="menu"]')?.click()
  }

  return (
    <div
      ref={element}
      role="row"
      data-key={row.key}
      data-over={hint ?? undefined}
      // What stands in it, without the buttons.
      aria-labelledby={isRenaming ? undefined : `${id}-name ${id}-facts`}
      tabIndex={isActive ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-expanded={isBranch && row.isExpandable ? row.isExpanded : undefined}
      onFocus={onFocus}
      onClick={onClick}
      onKeyDown={openMenu}
      style={{ ['--depth' as string]: row.level - 1 }}
      className={cx(
        'group relative -mx-2 flex min-h-11 cursor-default items-center gap-2 rounded-md px-2 outline-offset-[-2px]',
        'ps-[calc(0.5rem+var(--depth)*0.875rem)] sm:ps-[calc(0.5rem+var(--depth)*1.5rem)]',
        'hovers:hover:bg-hover transition-colors duration-100',
        row.level === 1 && row.place > 1 && 'mt-4',
        isArchived && 'text-muted',
        isDragged && 'opacity-40',
        hint && HINTS[hint],
      )}
    >
      <div role="gridcell" className="flex min-w-0 flex-1 items-center gap-2">
        {isBranch && row.isExpandable ? (
          <button
            type="button"
            tabIndex={isActive ? 0 : -1}
            aria-label={t(row.isExpanded ? 'collapse' : 'expand', { name: nameOf(row, t) })}
            onClick={() => onExpand(!row.isExpanded)}
            className="text-faint hover:bg-pressed hover:text-ink touch:before:-inset-2.5 relative -ml-1 grid size-6 shrink-0 place-items-center rounded-sm before:absolute before:-inset-1"
          >
            <ChevronRight
              aria-hidden
              className={cx('size-4 transition-transform duration-150', row.isExpanded && 'rotate-90')}
            />
          </button>
        ) : (
          <span aria-hidden className="-ml-1 size-6 shrink-0" />
        )}
        <RowName {...props} nameId={`${id}-name`} />
      </div>
      {'node' in row && row.kind !== 'task' && (
        <div id={`${id}-facts`} role="gridcell" className={YIELDS_TO_ACTIONS}>
          <RollUp progress={props.progress[row.node.id]} />
        </div>
      )}
      {row.kind === 'group' && row.openCount !== null && (
        <div
          id={`${id}-facts`}
          role="gridcell"
          className={cx(YIELDS_TO_ACTIONS, 'text-muted text-sm tabular-nums')}
        >
          {t('openCount', { count: row.openCount })}
        </div>
      )}
      {row.kind === 'task' && (
        <div id={`${id}-facts`} role="gridcell" className={cx(YIELDS_TO_ACTIONS, 'max-sm:hidden')}>
          {tasks.renderMeta(row.node)}
        </div>
      )}
      {('node' in row || row.kind === 'group') && (
        <div role="gridcell" className="hovers:absolute hovers:right-1 shrink-0">
          <RowMenu {...props} row={row} tabIndex={isActive ? 0 : -1} />
        </div>
      )}
    </div>
  )
}

type PlanText = ReturnType<typeof useTranslations<'plan'>>

function nameOf(row: TreeRow, t: PlanText): string {
  if ('node' in row) return row.node.name
  if (row.kind === 'done') return t('doneCount', { count: row.count })
  return row.kind === 'group' ? t(`groups.${row.group}`) : ''
}

function RowName({
  row,
  tasks,
  isActive,
  isRenaming,
  onRename,
  onRenamed,
  onDrafted,
  onOpen,
  nameId,
}: TreeRowViewProps & { nameId: string }) {
  const t = useTranslations('plan')
  if (row.kind === 'loading') return <Skeleton className="h-4 w-48" />
  if (row.kind === 'draft') {
    return <DraftInput kind={row.draft.kind} onDone={onDrafted} />
  }
  if (row.kind === 'more') {
    return (
      <button
        type="button"
        tabIndex={isActive ? 0 : -1}
        onClick={onOpen}
        className="text-gold text-sm font-medium"
      >
        {t('loadMore')}
      </button>
    )
  }

  const isDone = row.kind === 'task' && row.node.status === 'completed'
  return (
    <>
      {row.kind === 'task' && tasks.renderCheck(row.node, isActive ? 0 : -1)}
      {row.kind !== 'task' && row.kind !== 'done' && <NodeIcon row={row} />}
      {isRenaming && 'node' in row ? (
        <InlineText
          value={row.node.name}
          label={t('renameLabel', { name: row.node.name })}
          maxLength={row.kind === 'task' ? MAX_TASK_NAME : MAX_LEVEL_NAME}
          onSave={onRenamed}
          onCancel={() => onRenamed(null)}
        />
      ) : (
        <span
          id={nameId}
          onDoubleClick={onRename}
          className={cx(
            'line-clamp-3 min-w-0 py-1 wrap-break-word sm:block sm:truncate',
            NAME_STYLES[row.kind],
            isDone && 'text-muted line-through',
          )}
        >
          {nameOf(row, t)}
          {'node' in row && 'archived' in row.node && row.node.archived && (
            <span className="bg-sunken text-muted ml-2 rounded-full px-2 py-0.5 text-xs font-medium">
              {t('archived')}
            </span>
          )}
          {row.kind === 'project' &&
            row.node.status !== 'not_started' &&
            row.node.status !== 'in_progress' && (
              <span className="bg-sunken text-muted ml-2 rounded-full px-2 py-0.5 text-xs font-medium">
                {t(row.node.status === 'completed' ? 'status.completed' : 'status.on_hold')}
              </span>
            )}
        </span>
      )}
    </>
  )
}
