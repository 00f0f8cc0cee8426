import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of the command palette. */
export const {
  load: loadPaletteText,
  FeatureText: PaletteText,
  useText: usePaletteText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
