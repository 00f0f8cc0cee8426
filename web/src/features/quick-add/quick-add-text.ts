import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of quick-add, in the language of the app. */
export const {
  load: loadQuickAddText,
  FeatureText: QuickAddText,
  useText: useQuickAddText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
