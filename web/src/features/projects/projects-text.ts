import { createFeatureText } from '../../lib/i18n/feature-text.tsx'
import type en from './messages.en.json'

const text = createFeatureText<typeof en>({
  en: () => import('./messages.en.json'),
  de: () => import('./messages.de.json'),
})

export const loadProjectsText = text.load
export const ProjectsText = text.FeatureText
export const useProjectsText = text.useText
