import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences about what the app may do by itself. */
export const {
  load: loadAutomationsText,
  FeatureText: AutomationsText,
  useText: useAutomationsText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})

export type AutomationsTranslate = ReturnType<typeof useAutomationsText>
