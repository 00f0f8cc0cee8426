import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAssistantPlace } from '../../lib/assistant.ts'
import { localeStore } from '../../lib/i18n/locale.ts'

const loadPanel = () => import('./docked-assistant.tsx')

const DockedAssistant = lazy(() => loadPanel().then(({ DockedAssistant }) => ({ default: DockedAssistant })))

/** Fetches the panel with its words, so that its key works at once, also when the network goes. */
export function preloadAssistant(): void {
  Promise.all([
    loadPanel(),
    import('../../features/assistant/assistant-text.ts').then(({ loadAssistantText }) =>
      loadAssistantText(localeStore.get()),
    ),
  ]).catch(() => undefined)
}

/** Whether the panel stands on this screen: on its own page the assistant is there already. */
export function useHasAssistant(): boolean {
  const isOnItsPage = useRouterState({ select: ({ location }) => isAssistantPath(location.pathname) })
  return useAssistantPlace().isOpen && !isOnItsPage
}

export const isAssistantPath = (pathname: string): boolean => /^\/assistant(\/|$)/.test(pathname)

/** Where the panel appears when somebody opens it. */
export function AssistantHost({ isShown }: { isShown: boolean }) {
  return isShown ? (
    <Suspense>
      <DockedAssistant />
    </Suspense>
  ) : null
}
