import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

const text = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})

export const loadFilterText = text.load
export const FilterText = text.FeatureText
export const useFilterText = text.useText
export type FilterTranslate = ReturnType<typeof text.useText>
