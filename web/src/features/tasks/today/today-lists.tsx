import { ArrowDownWideNarrow } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays } from '../../../lib/dates.ts'
import { useToday } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { useRowDrags } from '../../../ui/use-row-drags.ts'
import { useRowSwipes } from '../../../ui/use-row-swipes.ts'
import type { TodayTask } from '../queries.ts'
import { useRowView } from '../row/use-row-view.ts'
import { useTaskActions } from '../row/use-task-actions.ts'
import { TodayList, type TodayListId } from './today-list.tsx'
import type { TodayParts } from './today-split.ts'
import { useTodayCommands } from './use-today-commands.ts'
import { useTodayOrder } from './use-today-order.ts'

const NEXT_SHOWN = 8

/** Within a list a row finds a new place; into today's list it may come from the others as well. */
const canDrop = (from: string, to: string) => to === 'due' || (to === 'overdue' && from === 'overdue')

/** The lists of Today: late, for today, and what could come next. */
export function TodayLists({ parts }: { parts: TodayParts<TodayTask> }) {
  const t = useTranslations('today')
  const root = useRef<HTMLDivElement>(null)
  const [isAllShown, setIsAllShown] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const today = useToday()
  const view = useRowView()
  const actions = useTaskActions()
  const order = useTodayOrder()
  const { overdue, due, next } = parts
  const shown = isAllShown ? next : next.slice(0, NEXT_SHOWN)
  const hidden = next.length - shown.length

  const find = useCallback(
    (id: string) => [...overdue, ...due, ...next].find((task) => task.id === id),
    [overdue, due, next],
  )

  /** To an index of its own list, or past its end into today's list. */
  const moveIn = useCallback(
    (list: TodayListId, task: TodayTask, to: number) => {
      const tasks = { overdue, due, next }[list]
      const leavesUp = list === 'next' && to < tasks.indexOf(task)
      const leavesDown = list === 'overdue' && to >= tasks.length
      if (leavesUp || leavesDown) {
        void order.plan(parts, task, leavesUp ? due.length : 0)
        setAnnouncement(t('order.announcePlanned', { name: task.name }))
      } else if (list !== 'next' && to >= 0 && to < tasks.length) {
        void order.move(parts, task.id, to)
        setAnnouncement(t('order.announce', { name: task.name, place: to + 1, count: tasks.length }))
      }
    },
    [overdue, due, next, parts, order, t],
  )
  const [moveOverdue, moveDue, moveNext] = useMemo(
    () =>
      (['overdue', 'due', 'next'] as const).map(
        (list) => (task: TodayTask, to: number) => moveIn(list, task, to),
      ) as [OnMove, OnMove, OnMove],
    [moveIn],
  )
  const moveBy = useCallback(
    (task: TodayTask, direction: 1 | -1) => {
      const list = overdue.includes(task) ? 'overdue' : due.includes(task) ? 'due' : 'next'
      moveIn(list, task, { overdue, due, next }[list].indexOf(task) + direction)
    },
    [overdue, due, next, moveIn],
  )

  useTodayCommands({ actions, find, move: moveBy })
  useRowDrags(root, canDrop, ({ key, from, to, index }) => {
    const task = find(key)
    if (!task) return
    if (from !== to) return void order.plan(parts, task, index)
    const own = (to === 'due' ? due : overdue).indexOf(task)
    // Taken out first, the row leaves those below it one place higher.
    const place = own < index ? index - 1 : index
    if (place !== own) moveIn(to === 'due' ? 'due' : 'overdue', task, place)
  })
  useRowSwipes(root, { right: t('swipe.done'), left: t('swipe.tomorrow') }, (key, swipe) => {
    const task = find(key)
    if (!task) return
    if (swipe === 'right') void actions.complete(task)
    else void actions.snooze(task, addDays(today, 1))
  })

  const lists = { view, actions }
  const isByHand = [...overdue, ...due].some(({ today_position }) => today_position !== null)
  return (
    <div ref={root} className="flex flex-col gap-8">
      {isByHand && (
        <div className="-mt-1 -mb-7 flex justify-end">
          <Button variant="quiet" size="sm" className="-mr-3" onClick={() => void order.reset()}>
            <ArrowDownWideNarrow aria-hidden className="size-4" strokeWidth={1.75} />
            {t('order.reset')}
          </Button>
        </div>
      )}
      {overdue.length > 0 && (
        <Part title={t('overduePart')} count={overdue.length} isLate>
          <TodayList {...lists} id="overdue" tasks={overdue} label={t('overduePart')} onMove={moveOverdue} />
        </Part>
      )}
      {due.length > 0 && (
        <Part title={t('nowLabel')} count={due.length} isTitleHidden={overdue.length === 0}>
          <TodayList {...lists} id="due" tasks={due} label={t('nowLabel')} onMove={moveDue} />
        </Part>
      )}
      {overdue.length + due.length === 0 && (
        <p className="bg-success-soft text-success rounded-md px-4 py-3">{t('allDone')}</p>
      )}
      {next.length > 0 && (
        <Part title={t('next')} hint={t('nextHint')}>
          <TodayList {...lists} id="next" tasks={shown} label={t('next')} onMove={moveNext} />
          {hidden > 0 && (
            <Button variant="quiet" size="sm" className="mt-2 -ml-3" onClick={() => setIsAllShown(true)}>
              {t('showMore', { count: hidden })}
            </Button>
          )}
        </Part>
      )}
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  )
}

type OnMove = (task: TodayTask, to: number) => void

type PartProps = {
  title: string
  count?: number
  hint?: string
  isLate?: boolean
  isTitleHidden?: boolean
  children: ReactNode
}

function Part({ title, count, hint, isLate, isTitleHidden, children }: PartProps) {
  return (
    <section>
      <h2 className={isTitleHidden ? 'sr-only' : 'mb-1 flex items-baseline gap-2 text-lg font-semibold'}>
        {title}
        {count !== undefined && (
          <span
            className={
              isLate ? 'text-danger text-sm tabular-nums' : 'text-faint text-sm font-normal tabular-nums'
            }
          >
            {count}
          </span>
        )}
      </h2>
      {hint && <p className="text-muted mb-2 text-sm">{hint}</p>}
      {children}
    </section>
  )
}
