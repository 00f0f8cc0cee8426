import { useTranslations } from 'use-intl'
import type { UndoConflict } from '../../lib/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { columnLabel } from './columns.ts'

const REASONS = ['changed_since', 'has_children', 'missing_parent'] as const

type ConflictNoticeProps = { conflicts: readonly UndoConflict[]; onForce: () => void }

/** What an undo left alone, and why. */
export function ConflictNotice({ conflicts, onForce }: ConflictNoticeProps) {
  const t = useTranslations('history')
  return (
    <Notice role="status" className="mt-2 ml-11">
      <ul className="flex flex-col gap-1">
        {conflicts.map((conflict) => {
          const reason = REASONS.find((known) => known === conflict.reason) ?? 'changed_since'
          const columns = (conflict.columns ?? []).map((column) => columnLabel(column, t)).join(', ')
          return (
            <li key={`${conflict.table}-${conflict.row_id}`}>
              {t(`conflicts.${reason}`, { name: conflict.label ?? t('unnamed') })}
              {columns && ` (${columns})`}
            </li>
          )
        })}
      </ul>
      <Button size="sm" className="mt-3" onClick={onForce}>
        {t('force')}
      </Button>
    </Notice>
  )
}
