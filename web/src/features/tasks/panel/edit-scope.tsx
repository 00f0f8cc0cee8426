import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { useUpdateTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import type { TaskPatch } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'
import { mattersWhich, type Scope, SCOPES, useEditSeries } from './series-data.ts'

type Edit = (patch: TaskPatch) => void

const EditContext = createContext<Edit | null>(null)

/** Changes of a recurring task are asked about first: is this one meant, or those to come as well? */
export function EditScope({ task, children }: { task: Task; children: ReactNode }) {
  const update = useUpdateTask()
  const series = useEditSeries()
  const [asked, setAsked] = useState<TaskPatch | null>(null)
  const isLeaving = useRef(false)
  const unanswered = useRef<() => void>(() => {})

  const apply = (scope: Scope, patch: TaskPatch) => void series.run({ task, scope, patch })

  const edit: Edit = (patch) => {
    if (!mattersWhich(task, patch)) void update.run({ id: task.id, name: task.name, patch })
    // Whoever closes the panel with a half-typed field is not there to be asked.
    else if (isLeaving.current) apply('future', patch)
    else setAsked((current) => ({ ...current, ...patch }))
  }

  useEffect(() => {
    unanswered.current = () => asked && apply('future', asked)
  })

  useEffect(() => {
    isLeaving.current = false
    return () => {
      isLeaving.current = true
      unanswered.current()
    }
  }, [])

  return (
    <EditContext value={edit}>
      {children}
      {asked && (
        <ScopeDialog
          hasPast={task.occurrence > 1}
          onClose={() => setAsked(null)}
          onChoose={(scope) => {
            setAsked(null)
            apply(scope, asked)
          }}
        />
      )}
    </EditContext>
  )
}

/** Changes fields of the task whose panel is open. */
export function useTaskEdit(): Edit {
  const edit = use(EditContext)
  if (!edit) throw new Error('Only what stands inside EditScope can edit')
  return edit
}

type ScopeDialogProps = { hasPast: boolean; onClose: () => void; onChoose: (scope: Scope) => void }

function ScopeDialog({ hasPast, onClose, onChoose }: ScopeDialogProps) {
  const t = usePanelText()
  const ui = useTranslations('ui')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('scope.title')}
      description={t('scope.lead')}
      closeLabel={ui('cancel')}
      className="md:w-96"
    >
      <DialogBody className="flex flex-col gap-2">
        {SCOPES.filter((scope) => scope !== 'all' || hasPast).map((scope) => (
          <Button
            key={scope}
            variant={scope === 'one' ? 'primary' : 'secondary'}
            data-autofocus={scope === 'one' ? true : undefined}
            onClick={() => onChoose(scope)}
          >
            {t(`scope.${scope}`)}
          </Button>
        ))}
      </DialogBody>
    </Dialog>
  )
}
