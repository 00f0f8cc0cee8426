import { useQuery } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'
import { NoticeCard } from './notice-card.tsx'
import { useNoticeActions } from './notice-data.ts'
import { noticeQueries } from './queries.ts'
import { RemindersText, useRemindersText } from './reminders-text.ts'

type BellProps = { className?: string }

export function Bell(props: BellProps) {
  return (
    <RemindersText>
      <BellButton {...props} />
    </RemindersText>
  )
}

/** Everything the app has said that nobody has seen to yet. */
function BellButton({ className }: BellProps) {
  const t = useRemindersText()
  const [isOpen, setIsOpen] = useState(false)
  const { data: notices = [] } = useQuery({ ...noticeQueries.open(), throwOnError: false })
  const actions = useNoticeActions()

  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        aria-label={t('bell', { count: notices.length })}
        title={t('title')}
        className={cx(
          'text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-pressed touch:size-11 relative grid size-9 place-items-center rounded-sm',
          className,
        )}
      >
        <BellIcon aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
        {notices.length > 0 && (
          <span
            aria-hidden
            className="bg-gold-fill text-on-gold absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full px-1 text-[0.6875rem] leading-none font-semibold"
          >
            {notices.length > 9 ? '9+' : notices.length}
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal container={document.getElementById('main')}>
        <Popover.Content
          aria-label={t('title')}
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="bg-raised shadow-popover animate-rise-in z-40 flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[min(24rem,calc(100vw-1.5rem))] flex-col rounded-md"
        >
          <div className="flex min-h-12 items-center justify-between gap-2 px-4 pt-2">
            <h2 className="font-semibold">{t('title')}</h2>
            {notices.length > 1 && (
              <Button size="sm" variant="quiet" onClick={() => actions.read(notices)}>
                {t('dismissAll')}
              </Button>
            )}
          </div>
          {notices.length === 0 ? (
            <p className="text-muted px-4 pt-1 pb-5 text-sm">{t('none')}</p>
          ) : (
            <ul className="divide-line min-h-0 divide-y overflow-y-auto px-4 pb-2">
              {notices.map((notice) => (
                <li key={notice.id} className="py-3">
                  <NoticeCard notice={notice} actions={actions} onOpened={() => setIsOpen(false)} />
                </li>
              ))}
            </ul>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
