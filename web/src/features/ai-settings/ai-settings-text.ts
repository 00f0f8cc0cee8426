import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences about what the assistant may do and what it keeps in mind. */
export const {
  load: loadAiSettingsText,
  FeatureText: AiSettingsText,
  useText: useAiSettingsText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
