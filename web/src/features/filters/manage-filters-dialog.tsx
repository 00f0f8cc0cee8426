import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useAppLocale } from '../../lib/i18n/locale.ts'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { InlineText } from '../../ui/inline-text.tsx'
import { useFilterText } from './filter-text.ts'
import {
  MAX_FILTER_NAME,
  type SavedFilter,
  steppedOrder,
  translated,
  useSavedFilterActions,
} from './saved-filter-data.ts'

type ManageFiltersDialogProps = {
  filters: readonly SavedFilter[]
  onClose: () => void
  onReturnFocus: () => void
}

/** Saved filters in their order: rename, move up and down, delete. */
export function ManageFiltersDialog({ filters, onClose, onReturnFocus }: ManageFiltersDialogProps) {
  const t = useFilterText()
  const ui = useTranslations('ui')
  const language = useAppLocale()
  const { change, remove } = useSavedFilterActions()
  const [renamingId, setRenamingId] = useState<string | null>(null)

  const step = (filter: SavedFilter, direction: 1 | -1) => {
    const sort_order = steppedOrder(filters, filter.id, direction)
    if (sort_order !== null) void change(filter, { sort_order })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      title={t('saved.manage')}
      closeLabel={ui('close')}
    >
      <DialogBody>
        {filters.length === 0 && <p className="text-muted py-4 text-center">{t('saved.none')}</p>}
        <ol aria-label={t('saved.title')} className="flex flex-col">
          {filters.map((filter, index) => (
            <li key={filter.id} className="border-line flex items-center gap-2 border-b py-2 last:border-b-0">
              <span aria-hidden className="grid size-8 shrink-0 place-items-center text-lg">
                {filter.icon}
              </span>
              <div className="min-w-0 flex-1">
                {renamingId === filter.id ? (
                  <InlineText
                    value={filter.name}
                    label={t('saved.nameOf', { name: filter.name })}
                    maxLength={MAX_FILTER_NAME}
                    onSave={(name) => {
                      setRenamingId(null)
                      void change(filter, { name })
                    }}
                    onCancel={() => setRenamingId(null)}
                  />
                ) : (
                  <p className="truncate font-medium">{filter.name}</p>
                )}
                <p className="text-muted truncate font-mono text-xs">{translated(filter.query, language)}</p>
              </div>
              <span className="flex shrink-0">
                <IconButton
                  icon={ArrowUp}
                  size="sm"
                  label={t('saved.up', { name: filter.name })}
                  disabled={index === 0}
                  onClick={() => step(filter, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  size="sm"
                  label={t('saved.down', { name: filter.name })}
                  disabled={index === filters.length - 1}
                  onClick={() => step(filter, 1)}
                />
                <IconButton
                  icon={Pencil}
                  size="sm"
                  label={t('saved.rename', { name: filter.name })}
                  onClick={() => setRenamingId(filter.id)}
                />
                <IconButton
                  icon={Trash2}
                  size="sm"
                  label={t('saved.delete', { name: filter.name })}
                  onClick={() => void remove(filter)}
                />
              </span>
            </li>
          ))}
        </ol>
      </DialogBody>
    </Dialog>
  )
}
