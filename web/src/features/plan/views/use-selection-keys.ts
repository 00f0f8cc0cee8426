import { useMemo } from 'react'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { moveRowFocus, rowOf } from '../../../ui/row-focus.ts'
import { usePlanText } from '../plan-text.ts'
import type { Selection } from './selection.ts'

const focusedKey = (): string | undefined => rowOf(document.activeElement)?.dataset.rowKey

/** Selecting by keys, in whatever view: x, Shift with the arrows, Ctrl+A and Escape; j and k walk. */
export function useSelectionKeys({ ids, toggle, extendTo, selectAll, clear }: Selection): void {
  const t = usePlanText()
  const hasSelection = ids.size > 0

  const commands = useMemo((): Command[] => {
    const walk = (direction: 1 | -1) => () => void moveRowFocus(direction)
    const extend = (direction: 1 | -1) => () => {
      const from = focusedKey()
      moveRowFocus(direction)
      const to = focusedKey()
      if (to !== undefined) extendTo(to, from)
    }
    return [
      {
        id: 'select-row',
        label: t('commands.select'),
        group: 'edit',
        keys: 'x',
        run: () => {
          const key = focusedKey()
          if (key !== undefined) toggle(key)
        },
      },
      {
        id: 'select-down',
        label: t('commands.selectDown'),
        group: 'edit',
        keys: 'shift+down',
        run: extend(1),
      },
      { id: 'select-up', label: t('commands.selectUp'), group: 'edit', keys: 'shift+up', run: extend(-1) },
      { id: 'select-all', label: t('commands.selectAll'), group: 'edit', keys: 'mod+a', run: selectAll },
      { id: 'row-next', label: t('commands.next'), group: 'go', keys: 'j', run: walk(1), isHidden: true },
      {
        id: 'row-previous',
        label: t('commands.previous'),
        group: 'go',
        keys: 'k',
        run: walk(-1),
        isHidden: true,
      },
      ...(hasSelection
        ? [
            {
              id: 'select-none',
              label: t('commands.selectNone'),
              group: 'edit' as const,
              keys: 'esc',
              run: clear,
            },
          ]
        : []),
    ]
  }, [t, toggle, extendTo, selectAll, clear, hasSelection])
  useCommands(commands)
}
