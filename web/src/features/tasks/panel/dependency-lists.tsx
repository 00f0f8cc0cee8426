import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useOpenTask } from '../../../lib/use-open-task.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { handFocusOn } from '../../../ui/row-focus.ts'
import { Suggest } from '../../../ui/suggest.tsx'
import { type Task, taskLinkQueries, taskQueries } from '../queries.ts'
import { useAddBlocker, useAddWaiting, useRemoveBlocker } from './link-data.ts'
import { panelQueries } from './panel-queries.ts'
import { usePanelText } from './panel-text.ts'

type Link = { linkId: string; taskId: string; name: string; isDone: boolean }
type Other = { name: string; status: string } | null

const linkOf = (linkId: string, taskId: string, other: Other): Link => ({
  linkId,
  taskId,
  name: other?.name ?? '',
  isDone: other?.status === 'completed',
})

/** What has to be done before this can be. */
export function BlockerList({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const { data: blockers = [] } = useQuery(taskLinkQueries.blockers(task.id))
  const add = useAddBlocker()
  const remove = useRemoveBlocker()
  return (
    <LinkList
      id="blockers"
      heading={t('waitsFor')}
      addLabel={t('addBlocker')}
      removeLabel={(name) => t('removeBlocker', { name })}
      taskId={task.id}
      links={blockers.map(({ id, depends_on_task_id, blocker }) => linkOf(id, depends_on_task_id, blocker))}
      onAdd={(other) =>
        void add.run({
          id: crypto.randomUUID(),
          taskId: task.id,
          blockerId: other.id,
          blockerName: other.name,
        })
      }
      onRemove={({ linkId, name }) => void remove.run({ id: linkId, name })}
    />
  )
}

/** What can only be done once this is. */
export function WaitingList({ task }: { task: Task }) {
  const t = usePanelText()
  const { data: waiting = [] } = useQuery(panelQueries.waiting(task.id))
  const add = useAddWaiting(task)
  const remove = useRemoveBlocker()
  return (
    <LinkList
      id="waiting"
      heading={t('waiting.title')}
      addLabel={t('waiting.add')}
      removeLabel={(name) => t('waiting.remove', { name })}
      taskId={task.id}
      links={waiting.map(({ id, task_id, other }) => linkOf(id, task_id, other))}
      onAdd={(other) =>
        void add.run({ id: crypto.randomUUID(), waitingId: other.id, waitingName: other.name })
      }
      onRemove={({ linkId }) => void remove.run({ id: linkId, name: task.name })}
    />
  )
}

type LinkListProps = {
  id: string
  heading: string
  addLabel: string
  removeLabel: (name: string) => string
  taskId: string
  links: readonly Link[]
  onAdd: (other: { id: string; name: string }) => void
  onRemove: (link: Link) => void
}

function LinkList({ id, heading, addLabel, removeLabel, taskId, links, onAdd, onRemove }: LinkListProps) {
  const t = useTranslations('tasks.panel')
  const openTask = useOpenTask()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const { data: found = [] } = useQuery({ ...taskQueries.named(wanted), enabled: wanted.length > 1 })
  const taken = new Set([taskId, ...links.map((link) => link.taskId)])

  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-sm font-semibold">
        {heading}
      </h3>
      {links.length > 0 && (
        <ul className="mt-1.5 flex flex-col">
          {links.map((link) => {
            const Icon = link.isDone ? CircleCheck : CircleDashed
            return (
              <li key={link.linkId} className="flex items-center gap-3 py-0.5">
                <Icon
                  aria-hidden
                  className={link.isDone ? 'text-success size-5 shrink-0' : 'text-muted size-5 shrink-0'}
                  strokeWidth={1.75}
                />
                <button
                  type="button"
                  onClick={() => openTask(link.taskId)}
                  className="hover:bg-hover touch:min-h-11 -mx-1 min-h-8 min-w-0 flex-1 rounded-sm px-1 text-left wrap-break-word"
                >
                  {link.name}
                  <span className="sr-only">{t(link.isDone ? 'blockerDone' : 'blockerOpen')}</span>
                </button>
                <IconButton
                  icon={X}
                  size="sm"
                  label={removeLabel(link.name)}
                  onClick={(event) => {
                    handFocusOn(event.currentTarget)
                    onRemove(link)
                  }}
                />
              </li>
            )
          })}
        </ul>
      )}
      <Suggest
        label={addLabel}
        text={text}
        onText={setText}
        options={found.filter((task) => !taken.has(task.id)).map(({ id, name }) => ({ id, name }))}
        emptyText={wanted.length > 1 ? t('noTaskFound') : null}
        onChoose={(option) => {
          setText('')
          onAdd(option)
        }}
      />
    </section>
  )
}
