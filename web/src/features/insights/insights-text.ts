import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences about insights: the list, the receipts, the rules behind them. */
export const {
  load: loadInsightsText,
  FeatureText: InsightsText,
  useText: useInsightsText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})

export type InsightsTranslate = ReturnType<typeof useInsightsText>
