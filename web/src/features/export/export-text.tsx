import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of the export, which stand in the settings. */
export const {
  load: loadExportMessages,
  FeatureText: ExportText,
  useText: useExportText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
