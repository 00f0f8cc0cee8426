import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

/** The sentences about what a person is told, where and when. */
export const {
  load: loadNotificationSettingsText,
  FeatureText: NotificationSettingsText,
  useText: useNotificationSettingsText,
} = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})
