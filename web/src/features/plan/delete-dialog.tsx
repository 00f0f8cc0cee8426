import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { useDeleteLevel } from './mutations.ts'
import type { LevelRow } from './tree.ts'
import type { Plan } from './use-plan.ts'

type DeleteDialogProps = { row: LevelRow; plan: Plan; onClose: () => void; onReturnFocus: () => void }

/** Says what goes with it before it goes. */
export function DeleteDialog({ row, plan, onClose, onReturnFocus }: DeleteDialogProps) {
  const t = useTranslations('plan')
  const ui = useTranslations('ui')
  const remove = useDeleteLevel()
  const { name, id } = row.node
  const tasks = plan.progress[id]?.total ?? 0
  const projects = plan.projects.filter(({ area_id }) => area_id === id).length
  const areas = plan.areas.filter(({ pillar_id }) => pillar_id === id).length

  const consequence = {
    pillar: t('deletePillar', { areas }),
    area: t('deleteArea', { projects, tasks }),
    project: t('deleteProject', { tasks }),
  }[row.kind]

  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      title={t('deleteTitle', { name })}
      closeLabel={ui('close')}
    >
      <DialogBody>
        <p>{consequence}</p>
        <p className="text-muted mt-2">{t('deleteUndo')}</p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          variant="danger"
          onClick={() => {
            onClose()
            void remove.run({ level: row.kind, id, name })
          }}
        >
          {t('delete')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
