import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAX_TASK_NAME } from '../../../lib/new-task.ts'
import { useTaskActions } from '../row/use-task-actions.ts'

/** One line, one task for this project. What was typed stays until it is kept. */
export function AddProjectTask({ projectId }: { projectId: string }) {
  const t = useTranslations('plan')
  const [name, setName] = useState('')
  const { create } = useTaskActions()

  const submit = async () => {
    const trimmed = name.trim()
    if (!trimmed) return
    setName('')
    const isKept = await create({ name: trimmed, project_id: projectId })
    if (!isKept) setName((current) => current || trimmed)
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="border-line bg-surface shadow-card focus-within:border-control flex h-12 items-center gap-3 rounded-md border px-4"
    >
      <Plus aria-hidden className="text-gold size-5 shrink-0" strokeWidth={1.75} />
      <input
        value={name}
        maxLength={MAX_TASK_NAME}
        aria-label={t('add.task')}
        placeholder={t('add.task')}
        enterKeyHint="done"
        onChange={(event) => setName(event.target.value)}
        className="placeholder:text-faint touch:text-[1rem] h-full min-w-0 flex-1 bg-transparent outline-none"
      />
    </form>
  )
}
