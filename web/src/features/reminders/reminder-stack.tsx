import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { mayTell } from '../../lib/told.ts'
import { NoticeCard } from './notice-card.tsx'
import { useNoticeActions } from './notice-data.ts'
import { noticeQueries } from './queries.ts'
import { RemindersText, useRemindersText } from './reminders-text.ts'

/** More than these would be a wall; the bell has all of them. */
const SHOWN_MAX = 3

export function ReminderStack() {
  return (
    <RemindersText>
      <Stack />
    </RemindersText>
  )
}

/** Reminders that have just come due, in one tab only: the one that is looked at. They stay until something is done. */
function Stack() {
  const t = useRemindersText()
  const { data: notices = [] } = useQuery({ ...noticeQueries.open(), throwOnError: false })
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set())
  const actions = useNoticeActions()
  const shown = notices.filter(({ id }) => mine.has(id)).slice(0, SHOWN_MAX)

  useEffect(() => {
    const claim = async () => {
      if (document.visibilityState === 'hidden') return
      for (const { id } of notices) {
        if (await mayTell(id)) setMine((current) => new Set(current).add(id))
      }
    }
    void claim()
    document.addEventListener('visibilitychange', claim)
    return () => document.removeEventListener('visibilitychange', claim)
  }, [notices])

  return (
    <section
      aria-label={t('fresh')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 top-14 z-30 sm:right-6 sm:left-auto sm:w-96 md:top-5"
    >
      <ul className="flex flex-col gap-2">
        {shown.map((notice) => (
          <li
            key={notice.id}
            className="bg-raised shadow-popover animate-rise-in pointer-events-auto rounded-md p-4"
          >
            <NoticeCard notice={notice} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  )
}
