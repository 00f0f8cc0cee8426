import { type KeyboardEvent, useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { longDay } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { toast } from '../../../lib/toast.ts'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { rowOf } from '../../../ui/row-focus.ts'
import { type RowPlace, VirtualList, type VirtualListHandle } from '../../../ui/virtual-list.tsx'
import type { Sort } from '../plan-search.ts'
import { usePlanText } from '../plan-text.ts'
import { sortTasks } from './arrange.ts'
import { useDropTarget } from '../drag.ts'
import { MEANING, moveToQuadrant, type Quadrant, quadrantOf, QUADRANTS } from './matrix-rule.ts'
import type { ListTask } from './queries.ts'
import { TaskCard } from './task-card.tsx'
import type { PlanTasks } from './use-plan-tasks.ts'
import { useView } from './view-context.ts'

const FIRST_SHOWN = 12
const CARD_HEIGHT = 92

export type Quadrants = Record<Quadrant, ListTask[]>

const importanceOf = (task: ListTask, { places }: PlanTasks): number | undefined =>
  task.project_id === null ? undefined : places.get(task.project_id)?.project.importance

/** The open tasks by what they are: important or not, urgent or not. */
export function quadrantsOf(tasks: readonly ListTask[], sort: Sort, plan: PlanTasks): Quadrants {
  const quadrants: Quadrants = { do: [], schedule: [], delegate: [], drop: [] }
  for (const task of sortTasks(tasks, sort)) {
    if (task.status === 'completed') continue
    quadrants[quadrantOf(task, importanceOf(task, plan), plan.today)].push(task)
  }
  return quadrants
}

/** Moves a task to another quadrant, by what makes it important or urgent, and says so; false when it stays. */
function useQuadrantMove() {
  const t = usePlanText()
  const { locale } = useClock()
  const { plan, changes } = useView()
  return useCallback(
    (task: ListTask, target: Quadrant): boolean => {
      const move = moveToQuadrant(task, importanceOf(task, plan), target, plan.today)
      if ('heldBy' in move) {
        toast.plain(t(`matrix.heldBy.${move.heldBy}`, { name: task.name }))
        return false
      }
      const { priority, due_on } = move.patch
      if (priority === undefined && due_on === undefined) return false
      const made = [
        priority !== undefined && t('matrix.madePriority', { priority: t(`priority.${priority}`) }),
        due_on !== undefined && t('matrix.madeDue', { day: longDay(due_on, locale) }),
      ].filter((part) => part !== false)
      const sentence = t('matrix.moved', {
        name: task.name,
        to: t(`matrix.${target}.name`),
        how: made.join(', '),
      })
      void changes.patch([task], move.patch, sentence)
      return true
    },
    [t, locale, plan, changes],
  )
}

/** Eisenhower's matrix. */
export function MatrixView({ quadrants }: { quadrants: Quadrants }) {
  const t = usePlanText()
  const { selection } = useView()
  const move = useQuadrantMove()
  const lists = useRef(new Map<Quadrant, VirtualListHandle>())
  /** The card that was moved by key and takes the focus along. */
  const moved = useRef<{ id: string; quadrant: Quadrant } | null>(null)
  const taskById = useMemo(
    () => new Map(QUADRANTS.flatMap((quadrant) => quadrants[quadrant]).map((task) => [task.id, task])),
    [quadrants],
  )

  useLayoutEffect(() => {
    const target = moved.current
    if (target && lists.current.get(target.quadrant)?.focus(target.id)) moved.current = null
  }, [quadrants])

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnCard = event.target instanceof HTMLElement && event.target.dataset.rowFocus === ''
    const task = taskById.get((isOnCard && rowOf(event.target as Element)?.dataset.rowKey) || '')
    const quadrant = task && QUADRANTS.find((candidate) => quadrants[candidate].includes(task))
    if (!task || !quadrant) return
    if (event.key === ' ') {
      event.preventDefault()
      return selection.toggle(task.id)
    }
    const target = event.altKey ? besides(quadrant, event.key) : null
    if (!target) return
    event.preventDefault()
    moved.current = move(task, target) ? { id: task.id, quadrant: target } : null
  }

  return (
    <div role="group" aria-label={t('views.matrix')} onKeyDown={onKeyDown}>
      <p className="text-muted mb-4 max-w-prose text-sm text-pretty">{t('matrix.rule')}</p>
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        {QUADRANTS.map((quadrant) => (
          <QuadrantBox
            key={quadrant}
            quadrant={quadrant}
            tasks={quadrants[quadrant]}
            onMove={move}
            listRef={(handle) => {
              if (handle) lists.current.set(quadrant, handle)
              else lists.current.delete(quadrant)
            }}
            onDrop={(id) => {
              const task = taskById.get(id)
              if (task) move(task, quadrant)
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** The quadrant in the direction of an arrow key: to the right is less urgent, downward is less important. */
function besides(quadrant: Quadrant, key: string): Quadrant | null {
  const { isImportant, isUrgent } = MEANING[quadrant]
  const wanted = {
    ArrowLeft: { isImportant, isUrgent: true },
    ArrowRight: { isImportant, isUrgent: false },
    ArrowUp: { isImportant: true, isUrgent },
    ArrowDown: { isImportant: false, isUrgent },
  }[key]
  if (!wanted) return null
  const target = QUADRANTS.find(
    (candidate) =>
      MEANING[candidate].isImportant === wanted.isImportant &&
      MEANING[candidate].isUrgent === wanted.isUrgent,
  )
  return target === quadrant ? null : (target ?? null)
}

const TONES: Record<Quadrant, string> = {
  do: 'bg-danger',
  schedule: 'bg-gold-fill',
  delegate: 'bg-control',
  drop: 'bg-line-strong',
}

type QuadrantBoxProps = {
  quadrant: Quadrant
  tasks: readonly ListTask[]
  onMove: (task: ListTask, target: Quadrant) => void
  onDrop: (id: string) => void
  listRef: (handle: VirtualListHandle | null) => void
}

const keyOf = ({ id }: ListTask): string => id

function QuadrantBox({ quadrant, tasks, onMove, onDrop, listRef }: QuadrantBoxProps) {
  const t = usePlanText()
  const titleId = useId()
  const box = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [isWhole, setIsWhole] = useState(false)
  useDropTarget(box, { over: (_key, at) => setIsOver(at !== null), drop: onDrop })
  const shown = useMemo(() => (isWhole ? tasks : tasks.slice(0, FIRST_SHOWN)), [isWhole, tasks])

  const choices = useMemo(
    () => QUADRANTS.map((id) => ({ id, name: t(`matrix.${id}.name`), isCurrent: id === quadrant })),
    [t, quadrant],
  )
  const renderCard = useCallback(
    (task: ListTask, { isActive }: RowPlace) => (
      <TaskCard
        task={task}
        isActive={isActive}
        choices={choices}
        onMove={(moved, choice) => {
          const target = QUADRANTS.find((candidate) => candidate === choice)
          if (target) onMove(moved, target)
        }}
      />
    ),
    [choices, onMove],
  )

  return (
    <section
      ref={box}
      aria-labelledby={titleId}
      data-quadrant={quadrant}
      data-over={isOver || undefined}
      className={cx(
        'bg-sunken min-h-48 min-w-0 rounded-lg p-2 transition-colors duration-100',
        isOver && 'bg-gold-soft ring-gold ring-1 ring-inset',
      )}
    >
      <div className="px-2 pt-1 pb-2">
        <h2 id={titleId} className="flex items-center gap-2 text-sm font-semibold">
          <span aria-hidden className={cx('size-2.5 rounded-full', TONES[quadrant])} />
          {t(`matrix.${quadrant}.name`)}
          <span className="text-faint font-normal tabular-nums">
            <span aria-hidden>{tasks.length}</span>
            <span className="sr-only">{t('count', { count: tasks.length })}</span>
          </span>
        </h2>
        <p className="text-muted text-xs">{t(`matrix.${quadrant}.hint`)}</p>
      </div>
      {shown.length > 0 ? (
        <VirtualList
          ref={listRef}
          items={shown}
          keyOf={keyOf}
          renderRow={renderCard}
          label={t(`matrix.${quadrant}.name`)}
          estimatedHeight={CARD_HEIGHT}
        />
      ) : (
        <p className="text-faint px-2 py-3 text-sm">{t('emptyColumn')}</p>
      )}
      {shown.length < tasks.length && (
        <Button variant="quiet" size="sm" onClick={() => setIsWhole(true)}>
          {t('showMore', { count: tasks.length - shown.length })}
        </Button>
      )}
    </section>
  )
}
