import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useToday } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { useCreateTask } from '../mutations.ts'
import { MAX_TASK_NAME } from '../task-data.ts'

/** One line, one task for today. What was typed stays until it is kept. */
export function AddTask({ hasFocus }: { hasFocus: boolean }) {
  const t = useTranslations('tasks')
  const today = useToday()
  const [name, setName] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const { create } = useCreateTask()

  const submit = async () => {
    const trimmed = name.trim()
    input.current?.focus()
    if (!trimmed) return
    setName('')
    const isKept = await create({ name: trimmed, due_on: today })
    if (!isKept) setName((current) => current || trimmed)
  }

  return (
    <form
      noValidate
      className="group border-line bg-surface shadow-card focus-within:border-focus hover:border-line-strong flex items-center gap-3 rounded-md border px-3.5 transition-[border-color]"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Plus aria-hidden className="text-gold size-5 shrink-0" strokeWidth={2} />
      <input
        ref={input}
        value={name}
        // The person came here to write their first task.
        autoFocus={hasFocus}
        maxLength={MAX_TASK_NAME}
        aria-label={t('add.label')}
        placeholder={t('add.placeholder')}
        enterKeyHint="done"
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        className="placeholder:text-faint touch:text-[1rem] h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
      />
      <Button type="submit" variant="primary" size="sm" className={name.trim() ? undefined : 'hidden'}>
        {t('add.submit')}
      </Button>
    </form>
  )
}
