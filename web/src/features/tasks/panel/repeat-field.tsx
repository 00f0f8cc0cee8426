import { Repeat2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useClock, useToday } from '../../../lib/profile.ts'
import type { Task } from '../queries.ts'
import { parseRule } from '../recurrence.ts'
import type { TaskPatch } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'
import { Property, quietControl } from './property.tsx'
import { repeatText } from './repeat-words.ts'

const RepeatDialog = lazy(() =>
  import('./repeat-dialog.tsx').then(({ RepeatDialog }) => ({ default: RepeatDialog })),
)

type RepeatFieldProps = { task: Task; onChange: (patch: TaskPatch) => void }

/** How often the task comes back, in words; a press opens the editor. */
export function RepeatField({ task, onChange }: RepeatFieldProps) {
  const t = usePanelText()
  const { locale } = useClock()
  const today = useToday()
  const [isEditing, setIsEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { recurrence_rule: rule } = task
  const draft = rule ? parseRule(rule, task.due_on ?? today) : null

  const words = !rule ? t('repeat.never') : draft ? repeatText(draft, t, locale) : t('repeat.custom')

  return (
    <Property icon={Repeat2} label={t('repeat.label')}>
      {(control) => (
        <>
          <button
            {...control}
            ref={button}
            type="button"
            aria-haspopup="dialog"
            // The label beside it alone would hide what is chosen.
            aria-label={t('named', { label: t('repeat.label'), value: words })}
            onClick={() => setIsEditing(true)}
            className={`${quietControl} touch:py-2 h-auto min-h-9 w-full text-left ${rule ? '' : 'text-faint'}`}
          >
            {words}
            {rule && task.recurrence_after_completion && (
              <span className="text-muted block text-xs">{t('repeat.countsFromDone')}</span>
            )}
          </button>
          {isEditing && (
            <Suspense>
              <RepeatDialog
                task={task}
                onSave={onChange}
                onClose={() => setIsEditing(false)}
                onReturnFocus={() => button.current?.focus()}
              />
            </Suspense>
          )}
        </>
      )}
    </Property>
  )
}
