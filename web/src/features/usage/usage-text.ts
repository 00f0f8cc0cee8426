import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences about what is spent on models. */
export const {
  load: loadUsageText,
  FeatureText: UsageText,
  useText: useUsageText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
