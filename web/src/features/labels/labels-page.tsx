import { useQuery } from '@tanstack/react-query'
import { Tag } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { controlClass } from '../../ui/field.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { MAX_LABEL_NAME, useCreateLabel } from './label-data.ts'
import { LabelRow, type CountedLabel } from './label-row.tsx'
import { LabelsText, useLabelsText } from './labels-text.ts'
import { ColorDialog, MergeDialog } from './label-dialogs.tsx'
import { LABEL_COLORS } from './colors.ts'
import { labelQueries } from './queries.ts'

type Question = { kind: 'color' | 'merge'; label: CountedLabel }

export function LabelsPage() {
  return (
    <LabelsText>
      <Labels />
    </LabelsText>
  )
}

/** All labels: add, rename, colour, merge, delete. */
function Labels() {
  const t = useLabelsText()
  const { data: labels, isPaused } = useQuery(labelQueries.counted())
  const [question, setQuestion] = useState<Question | null>(null)

  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <AddLabel count={labels?.length ?? 0} />
      {!labels && (isPaused ? <OfflineState /> : <Skeleton className="mt-4 h-10 w-full" />)}
      {labels?.length === 0 && <EmptyState icon={Tag} sentence={t('empty')} hint={t('emptyHint')} />}
      {labels && labels.length > 0 && (
        <ul className="divide-line mt-4 divide-y">
          {labels.map((label) => (
            <LabelRow
              key={label.id}
              label={label}
              canMerge={labels.length > 1}
              onAsk={(kind) => setQuestion({ kind, label })}
            />
          ))}
        </ul>
      )}
      {question?.kind === 'color' && <ColorDialog label={question.label} onClose={() => setQuestion(null)} />}
      {question?.kind === 'merge' && (
        <MergeDialog label={question.label} labels={labels ?? []} onClose={() => setQuestion(null)} />
      )}
    </Page>
  )
}

function AddLabel({ count }: { count: number }) {
  const t = useLabelsText()
  const [name, setName] = useState('')
  const create = useCreateLabel()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const trimmed = name.trim()
    if (!trimmed) return
    setName('')
    const color = LABEL_COLORS[count % LABEL_COLORS.length] ?? LABEL_COLORS[0]
    const isKept = await create.run({ id: crypto.randomUUID(), name: trimmed, color })
    if (!isKept) setName((current) => current || trimmed)
  }

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-md gap-2">
      <input
        value={name}
        maxLength={MAX_LABEL_NAME}
        aria-label={t('addLabel')}
        placeholder={t('add')}
        enterKeyHint="done"
        onChange={(event) => setName(event.target.value)}
        className={controlClass}
      />
      <Button type="submit">{t('submit')}</Button>
    </form>
  )
}
