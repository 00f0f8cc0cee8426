import { useQuery } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, ListOrdered } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { parseFilter } from '../../../../shared/filters/parse.ts'
import { useAppLocale } from '../../lib/i18n/locale.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { useFilterText } from './filter-text.ts'
import { inOrder, savedFilterQueries, translated } from './saved-filter-data.ts'

const SaveFilterDialog = lazy(() =>
  import('./save-filter-dialog.tsx').then(({ SaveFilterDialog }) => ({ default: SaveFilterDialog })),
)
const ManageFiltersDialog = lazy(() =>
  import('./manage-filters-dialog.tsx').then(({ ManageFiltersDialog }) => ({ default: ManageFiltersDialog })),
)

const BUTTON_ID = 'saved-filters'
const focusButton = () => document.getElementById(BUTTON_ID)?.focus()

type SavedFiltersMenuProps = { text: string; onText: (text: string) => void }

/** The filters one comes back to: choose one, keep this one, put them in order. */
export function SavedFiltersMenu({ text, onText }: SavedFiltersMenuProps) {
  const t = useFilterText()
  const language = useAppLocale()
  const { data = NONE } = useQuery(savedFilterQueries.all())
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const filters = useMemo(() => inOrder(data), [data])
  const canonical = translated(text, 'en')
  const current = filters.find(({ query }) => query === canonical)
  const isSavable = text.trim() !== '' && !('error' in parseFilter(text)) && !current

  return (
    <>
      <Menu
        trigger={
          <Button
            id={BUTTON_ID}
            aria-label={current ? t('saved.current', { name: current.name }) : t('saved.title')}
            className="max-w-56 min-w-0"
          >
            {current ? (
              <span aria-hidden>{current.icon}</span>
            ) : (
              <Bookmark aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            )}
            <span className="truncate max-sm:hidden">{current?.name ?? t('saved.title')}</span>
          </Button>
        }
      >
        <MenuLabel>{t(filters.length > 0 ? 'saved.title' : 'saved.none')}</MenuLabel>
        <div className="max-h-72 overflow-y-auto">
          {filters.map((filter) => (
            <MenuItem key={filter.id} onSelect={() => onText(translated(filter.query, language))}>
              <span aria-hidden className="mr-2.5">
                {filter.icon}
              </span>
              {filter.name}
            </MenuItem>
          ))}
        </div>
        <MenuSeparator />
        <MenuItem icon={BookmarkPlus} isDisabled={!isSavable} onSelect={() => setDialog('save')}>
          {t('saved.save')}
        </MenuItem>
        {filters.length > 0 && (
          <MenuItem icon={ListOrdered} onSelect={() => setDialog('manage')}>
            {t('saved.manage')}
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {dialog === 'save' && (
          <SaveFilterDialog text={text} onClose={() => setDialog(null)} onReturnFocus={focusButton} />
        )}
        {dialog === 'manage' && (
          <ManageFiltersDialog
            filters={filters}
            onClose={() => setDialog(null)}
            onReturnFocus={focusButton}
          />
        )}
      </Suspense>
    </>
  )
}

const NONE: readonly never[] = []
