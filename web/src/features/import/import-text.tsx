import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of the import, which only those who import ever download. */
export const {
  load: loadImportMessages,
  FeatureText: ImportText,
  useText: useImportText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
