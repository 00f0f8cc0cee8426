import { useQuery } from '@tanstack/react-query'
import { Tag, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { handFocusOn } from '../../../ui/row-focus.ts'
import { Suggest } from '../../../ui/suggest.tsx'
import { labelQueries, taskLinkQueries } from '../queries.ts'
import { useAddLabel, useRemoveLabel } from './link-data.ts'

const NEW_LABEL = 'new'
const MAX_SHOWN = 6

/** The words a task is found by. A word that is not there yet is made on the way. */
export function LabelPicker({ taskId, taskName }: { taskId: string; taskName: string }) {
  const t = useTranslations('tasks.panel')
  const [text, setText] = useState('')
  const { data: labels = [] } = useQuery(labelQueries.all())
  const { data: links = [] } = useQuery(taskLinkQueries.labels(taskId))
  const add = useAddLabel(taskId)
  const remove = useRemoveLabel()

  const worn = links.flatMap((link) => {
    const label = labels.find(({ id }) => id === link.label_id)
    return label ? [{ linkId: link.id, label }] : []
  })
  const wanted = text.trim()
  const free = labels.filter(({ id }) => !links.some(({ label_id }) => label_id === id))
  const matches = free
    .filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, MAX_SHOWN)
  const isKnown = labels.some(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const options = [
    ...matches.map(({ id, name }) => ({ id, name })),
    ...(wanted && !isKnown ? [{ id: NEW_LABEL, name: t('createLabel', { name: wanted }) }] : []),
  ]

  const choose = (id: string) => {
    const known = labels.find((label) => label.id === id)
    setText('')
    void add.run({
      linkId: crypto.randomUUID(),
      label: known
        ? { id, name: known.name, isNew: false }
        : { id: crypto.randomUUID(), name: wanted, isNew: true },
    })
  }

  return (
    <div role="group" aria-label={t('labels')} className="grid grid-cols-[7.25rem_minmax(0,1fr)] gap-x-1">
      <span className="text-muted touch:py-3 flex items-center gap-2 self-start py-2 text-sm">
        <Tag aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
        {t('labels')}
      </span>
      <div className="min-w-0">
        {worn.length > 0 && (
          <ul aria-label={t('labelsOf', { name: taskName })} className="flex flex-wrap gap-1.5 px-2 pt-1.5">
            {worn.map(({ linkId, label }) => (
              <li
                key={linkId}
                className="bg-sunken text-muted inline-flex max-w-full items-center gap-1.5 rounded-full py-0.5 pr-1 pl-2.5 text-sm"
              >
                <span
                  aria-hidden
                  className="size-2 shrink-0 rounded-full"
                  style={{ background: label.color }}
                />
                <span className="truncate">{label.name}</span>
                <button
                  type="button"
                  aria-label={t('removeLabel', { name: label.name })}
                  onClick={(event) => {
                    handFocusOn(event.currentTarget)
                    void remove.run({ id: linkId, name: label.name })
                  }}
                  className="hover:bg-pressed touch:before:-inset-3 relative grid size-5 shrink-0 place-items-center rounded-full before:absolute before:-inset-1"
                >
                  <X aria-hidden className="size-3" />
                </button>
              </li>
            ))}
          </ul>
        )}
        <Suggest
          label={t('addLabel')}
          text={text}
          onText={setText}
          options={options}
          onChoose={({ id }) => choose(id)}
        />
      </div>
    </div>
  )
}
