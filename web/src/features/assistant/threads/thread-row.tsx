import { Download, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { dayIn } from '../../../lib/dates.ts'
import { instantTime, shortDay } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { InlineText } from '../../../ui/inline-text.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { useAssistantText } from '../assistant-text.ts'
import type { Thread } from '../queries.ts'

const MAX_TITLE = 200

type ThreadRowProps = {
  thread: Thread
  /** The words that were searched for, where they were said. */
  snippet?: string | null
  isCurrent: boolean
  onOpen: () => void
  onRename: (title: string) => void
  onExport: () => void
  onDelete: () => void
}

/** One conversation in the list of them. */
export function ThreadRow({
  thread,
  snippet,
  isCurrent,
  onOpen,
  onRename,
  onExport,
  onDelete,
}: ThreadRowProps) {
  const t = useAssistantText()
  const clock = useClock()
  const today = useToday()
  const [isRenaming, setIsRenaming] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const returnsFocus = useRef(false)
  const { title, last_message_at } = thread
  const day = dayIn(clock.timeZone, new Date(last_message_at))
  const when = day === today ? instantTime(last_message_at, clock) : shortDay(day, today, clock.locale)

  const endRenaming = () => {
    // Ended by a key, the field has the focus, which must not be lost with it.
    returnsFocus.current = document.activeElement !== document.body
    setIsRenaming(false)
  }
  useLayoutEffect(() => {
    if (!isRenaming && returnsFocus.current) opener.current?.focus()
    returnsFocus.current = false
  }, [isRenaming])

  return (
    <li
      className={cx(
        'group touch:min-h-12 relative flex min-h-10 items-center gap-1 rounded-md pl-3',
        isCurrent ? 'bg-pressed' : 'hover:bg-hover',
      )}
    >
      {isRenaming ? (
        <InlineText
          value={title}
          label={t('thread.nameOf', { title })}
          maxLength={MAX_TITLE}
          className="my-1.5 mr-2 text-sm font-medium"
          onSave={(next) => {
            endRenaming()
            onRename(next)
          }}
          onCancel={endRenaming}
        />
      ) : (
        <>
          <button
            ref={opener}
            type="button"
            aria-current={isCurrent ? 'true' : undefined}
            onClick={onOpen}
            className="flex min-w-0 flex-1 flex-col justify-center self-stretch py-1.5 text-left"
          >
            <span className="flex w-full items-baseline gap-2">
              <span
                className={cx('min-w-0 flex-1 truncate text-sm', isCurrent ? 'font-semibold' : 'font-medium')}
              >
                {title}
              </span>
              <time dateTime={last_message_at} className="text-muted shrink-0 text-xs tabular-nums">
                {when}
              </time>
            </span>
            {snippet && <span className="text-muted w-full truncate text-xs">{snippet}</span>}
          </button>
          <Menu
            trigger={
              <IconButton
                icon={MoreHorizontal}
                size="sm"
                label={t('thread.actions', { title })}
                className="hovers:opacity-0 mr-1 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
              />
            }
          >
            <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
              {t('thread.rename')}
            </MenuItem>
            <MenuItem icon={Download} onSelect={onExport}>
              {t('thread.export')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={Trash2} isDanger onSelect={onDelete}>
              {t('thread.delete')}
            </MenuItem>
          </Menu>
        </>
      )}
    </li>
  )
}
