import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of the sheet of keys. */
export const {
  load: loadShortcutsText,
  FeatureText: ShortcutsText,
  useText: useShortcutsText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
