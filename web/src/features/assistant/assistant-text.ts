import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences of the assistant, which only those who ask it ever download. */
export const {
  load: loadAssistantText,
  FeatureText: AssistantText,
  useText: useAssistantText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})

export type AssistantTranslate = ReturnType<typeof useAssistantText>
