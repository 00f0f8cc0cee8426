import { Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useToday } from '../../../lib/profile.ts'
import { openQuickAdd } from '../../../lib/quick-add.ts'
import { Keys } from '../../../ui/keys.tsx'

/** The line that opens quick-add for today. */
export function AddTask() {
  const t = useTranslations('tasks')
  const today = useToday()

  return (
    <button
      type="button"
      aria-label={t('add.label')}
      aria-keyshortcuts="q"
      onClick={() => openQuickAdd({ dueOn: today })}
      className="border-line bg-surface shadow-card hover:border-line-strong flex h-12 w-full items-center gap-3 rounded-md border px-3.5 text-left transition-[border-color]"
    >
      <Plus aria-hidden className="text-gold size-5 shrink-0" strokeWidth={2} />
      <span className="text-faint min-w-0 flex-1 truncate">{t('add.placeholder')}</span>
      <span aria-hidden className="touch:hidden">
        <Keys keys="q" />
      </span>
    </button>
  )
}
