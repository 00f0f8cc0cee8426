import { CircleX, Columns3, Pin, RefreshCw, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { moveRowFocus, rowOf } from '../../../ui/row-focus.ts'
import type { Insight } from '../insight.ts'
import type { RowView } from './insight-row.tsx'

/** Under the open palette, the row that had the focus before. */
let lastRow: HTMLElement | null = null

const currentRow = (): HTMLElement | null =>
  rowOf(document.activeElement) ?? (lastRow?.isConnected ? lastRow : null)

/** A key does what the button in the row does. */
const press = (part: string) => () => currentRow()?.querySelector<HTMLElement>(part)?.click()

type Deeds = { view: RowView; find: (id: string) => Insight | undefined; lookAtAll: () => void }

/** What can be done by key with the insight that has the focus. */
export function useInsightCommands({ view, find, lookAtAll }: Deeds): void {
  const { t, actions, onCompare } = view

  const commands = useMemo<readonly Command[]>(() => {
    const withInsight = (run: (insight: Insight) => void) => () => {
      const insight = find(currentRow()?.dataset.rowKey ?? '')
      if (insight) run(insight)
    }
    const hidden = { group: 'task', isHidden: true } as const
    return [
      { ...hidden, id: 'insight.next', label: t('keys.next'), keys: 'j', run: () => void moveRowFocus(1) },
      {
        ...hidden,
        id: 'insight.previous',
        label: t('keys.previous'),
        keys: 'k',
        run: () => void moveRowFocus(-1),
      },
      {
        ...{
          id: 'insight.yes',
          label: t('feedback.ask.insight_helpful'),
          group: 'edit',
          keys: 'y',
          icon: ThumbsUp,
        },
        run: press('[data-row-answer=insight_helpful]'),
      },
      {
        ...{ id: 'insight.no', label: t('feedback.ask.insight_not_helpful'), group: 'edit', keys: 'n' },
        icon: ThumbsDown,
        run: press('[data-row-answer=insight_not_helpful]'),
      },
      {
        ...{ id: 'insight.pin', label: t('keys.pin'), group: 'edit', keys: 'p', icon: Pin },
        run: withInsight((insight) => void actions.togglePin(insight)),
      },
      {
        ...{ id: 'insight.dismiss', label: t('actions.dismiss'), group: 'edit', keys: 'e', icon: CircleX },
        run: press('[data-row-dismiss]'),
      },
      {
        ...{ id: 'insight.compare', label: t('actions.compare'), group: 'edit', keys: 'c', icon: Columns3 },
        run: withInsight(onCompare),
      },
      { id: 'insight.look', label: t('run.now'), group: 'edit', keys: 'r', icon: RefreshCw, run: lookAtAll },
    ] satisfies Command[]
  }, [t, actions, onCompare, find, lookAtAll])
  useCommands(commands)

  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      lastRow = rowOf(target as Element) ?? lastRow
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
}
