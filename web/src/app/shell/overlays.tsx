import { lazy, Suspense } from 'react'
import { createStore, useStore } from '../../lib/external-store.ts'
import { localeStore } from '../../lib/i18n/locale.ts'

type Overlay = 'palette' | 'shortcuts'

const overlayStore = createStore<Overlay | null>(null)

export const openOverlay = (overlay: Overlay): void => overlayStore.set(overlay)
const closeOverlay = (): void => overlayStore.set(null)

const loadPalette = () => import('./palette-host.tsx')
const loadShortcuts = () => import('../../features/shortcuts/shortcuts-dialog.tsx')

const PaletteHost = lazy(() => loadPalette().then(({ PaletteHost }) => ({ default: PaletteHost })))
const ShortcutsDialog = lazy(() =>
  loadShortcuts().then(({ ShortcutsDialog }) => ({ default: ShortcutsDialog })),
)

/** Fetches the palette with its words, so that its key works at once. */
export function preloadPalette(): void {
  const locale = localeStore.get()
  Promise.all([
    loadPalette(),
    import('../../features/palette/palette-text.ts').then(({ loadPaletteText }) => loadPaletteText(locale)),
  ]).catch(() => undefined)
}

/** Where the palette and the sheet of keys appear; one takes the place of the other. */
export function Overlays() {
  const overlay = useStore(overlayStore)
  return (
    <Suspense>
      {overlay === 'palette' && <PaletteHost onClose={closeOverlay} />}
      {overlay === 'shortcuts' && <ShortcutsDialog onClose={closeOverlay} />}
    </Suspense>
  )
}
