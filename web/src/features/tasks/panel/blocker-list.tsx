import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Suggest } from '../../../ui/suggest.tsx'
import { useState } from 'react'
import { type Task, taskLinkQueries, taskQueries } from '../queries.ts'
import { useAddBlocker, useRemoveBlocker } from './link-data.ts'

/** What has to be done before this can be. */
export function BlockerList({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const [text, setText] = useState('')
  const { data: blockers = [] } = useQuery(taskLinkQueries.blockers(task.id))
  const { data: found = [] } = useQuery({
    ...taskQueries.named(text.trim()),
    enabled: text.trim().length > 1,
  })
  const add = useAddBlocker()
  const remove = useRemoveBlocker()
  const taken = new Set([task.id, ...blockers.map(({ depends_on_task_id }) => depends_on_task_id)])

  return (
    <section aria-labelledby="blockers">
      <h3 id="blockers" className="text-sm font-semibold">
        {t('waitsFor')}
      </h3>
      {blockers.length > 0 && (
        <ul className="mt-1.5 flex flex-col">
          {blockers.map(({ id, blocker }) => {
            const isDone = blocker?.status === 'completed'
            const Icon = isDone ? CircleCheck : CircleDashed
            return (
              <li key={id} className="flex items-center gap-3 py-1">
                <Icon
                  aria-hidden
                  className={isDone ? 'text-success size-5' : 'text-muted size-5'}
                  strokeWidth={1.75}
                />
                <span className="min-w-0 flex-1 wrap-break-word">
                  {blocker?.name}
                  <span className="sr-only">{isDone ? t('blockerDone') : t('blockerOpen')}</span>
                </span>
                <IconButton
                  icon={X}
                  size="sm"
                  label={t('removeBlocker', { name: blocker?.name ?? '' })}
                  onClick={() => void remove.run({ id, name: blocker?.name ?? '' })}
                />
              </li>
            )
          })}
        </ul>
      )}
      <Suggest
        label={t('addBlocker')}
        text={text}
        onText={setText}
        options={found.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ id, name }))}
        emptyText={text.trim().length > 1 ? t('noTaskFound') : null}
        onChoose={(option) => {
          setText('')
          void add.run({
            id: crypto.randomUUID(),
            taskId: task.id,
            blockerId: option.id,
            blockerName: option.name,
          })
        }}
      />
    </section>
  )
}
