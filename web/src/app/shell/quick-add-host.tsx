import { lazy, Suspense } from 'react'
import { useStore } from '../../lib/external-store.ts'
import { localeStore } from '../../lib/i18n/locale.ts'
import { quickAddStore } from '../../lib/quick-add.ts'

const loadDialog = () => import('../../features/quick-add/quick-add-dialog.tsx')

const QuickAddDialog = lazy(() => loadDialog().then(({ QuickAddDialog }) => ({ default: QuickAddDialog })))

/** Fetches quick-add with its words, so that its key works at once, also when the network goes. */
export function preloadQuickAdd(): void {
  Promise.all([
    loadDialog(),
    import('../../features/quick-add/quick-add-text.ts').then(({ loadQuickAddText }) =>
      loadQuickAddText(localeStore.get()),
    ),
  ]).catch(() => undefined)
}

/** Where quick-add appears when somebody opens it. */
export function QuickAddHost() {
  const preset = useStore(quickAddStore)
  if (!preset) return null
  return (
    <Suspense>
      <QuickAddDialog preset={preset} />
    </Suspense>
  )
}
