import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { type BalanceSearch, parseBalanceSearch } from '../features/insights/balance/balance-search.ts'
import {
  type DecisionsSearch,
  parseDecisionsSearch,
} from '../features/insights/decisions/decisions-search.ts'
import { type InsightsSearch, parseInsightsSearch } from '../features/insights/insights-search.ts'
import { parseTrendsSearch, type TrendsSearch } from '../features/insights/trends/trends-search.ts'
import { parsePlanSearch, type PlanSearch } from '../features/plan/plan-search.ts'
import { parseUsageSearch, type UsageSearch } from '../features/usage/month.ts'
import { localeStore } from '../lib/i18n/locale.ts'
import { hasStoredSession } from '../lib/session-cookie.ts'
import { lazyRoute } from './lazy-route.ts'
import { NotFound } from './not-found.tsx'
import { RootLayout } from './root-layout.tsx'
import { RouteError } from './route-error.tsx'
import { type AppSearch, parseAppSearch, parseNext } from './search.ts'

type RouterContext = { queryClient: QueryClient }

const root = createRootRouteWithContext<RouterContext>()({ component: RootLayout })

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: hasStoredSession() ? '/today' : '/welcome', replace: true })
  },
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRoute(() => import('../features/welcome/welcome-page.tsx'), 'WelcomePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: parseNext,
  component: lazyRoute(() => import('../features/account/sign-in-page.tsx'), 'SignInPage'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRoute(() => import('../features/account/sign-up-page.tsx'), 'SignUpPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRoute(() => import('../features/account/reset-page.tsx'), 'ResetPage'),
})

const authCallback = createRoute({
  getParentRoute: () => root,
  path: '/auth/callback',
  component: lazyRoute(() => import('../features/account/callback-page.tsx'), 'CallbackPage'),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/auth/new-password',
  component: lazyRoute(() => import('../features/account/new-password-page.tsx'), 'NewPasswordPage'),
})

/** Every piece of the visual language; the built site knows it as little as any other address that is none. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: import.meta.env.DEV
    ? lazyRoute(() => import('./gallery/gallery-page.tsx'), 'GalleryPage')
    : NotFound,
})

/** Everything that belongs to a signed-in person: asks for a session first, then brings shell and profile. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: (search: Record<string, unknown>): AppSearch => parseAppSearch(search),
  beforeLoad: ({ location }) => {
    if (!hasStoredSession()) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  loader: async ({ context, location }) => {
    const { enterApp } = await import('./enter-app.ts')
    await enterApp(context.queryClient, location.href)
  },
  component: lazyRoute(() => import('./shell/shell.tsx'), 'Shell'),
})

const today = createRoute({
  getParentRoute: () => app,
  path: '/today',
  // Asked for while the frame is still loading, and not waited for.
  loader: async ({ context }) => {
    const [{ todayQueries }, { settledSession }] = await Promise.all([
      import('../features/tasks/queries.ts'),
      import('../lib/session.ts'),
    ])
    const session = await settledSession()
    if (session.status === 'signed-in') void context.queryClient.prefetchQuery(todayQueries.first())
  },
  component: lazyRoute(() => import('../features/tasks/today/today-page.tsx'), 'TodayPage'),
})

const plan = createRoute({
  getParentRoute: () => app,
  path: '/plan',
  validateSearch: (search: Record<string, unknown>): PlanSearch => parsePlanSearch(search),
  loader: async () => {
    const { loadPlanText } = await import('../features/plan/plan-text.ts')
    await loadPlanText(localeStore.get())
  },
  component: lazyRoute(() => import('./routes/plan-route.tsx'), 'PlanRoute'),
})

const project = createRoute({
  getParentRoute: () => app,
  path: '/project/$projectId',
  component: lazyRoute(() => import('./routes/project-route.tsx'), 'ProjectRoute'),
})

const templates = createRoute({
  getParentRoute: () => app,
  path: '/templates',
  component: lazyRoute(() => import('../features/projects/templates-page.tsx'), 'TemplatesPage'),
})

const trash = createRoute({
  getParentRoute: () => app,
  path: '/trash',
  component: lazyRoute(() => import('../features/history/trash-page.tsx'), 'TrashPage'),
})

const labels = createRoute({
  getParentRoute: () => app,
  path: '/labels',
  component: lazyRoute(() => import('../features/labels/labels-page.tsx'), 'LabelsPage'),
})

const history = createRoute({
  getParentRoute: () => app,
  path: '/history',
  component: lazyRoute(() => import('../features/history/history-page.tsx'), 'HistoryPage'),
})

const loadInsightsWords = async () => {
  const { loadInsightsText } = await import('../features/insights/insights-text.ts')
  await loadInsightsText(localeStore.get())
}

const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  loader: async () => {
    const [{ loadExportMessages }, { loadAiSettingsText }, { loadQuickAddText }, { loadAutomationsText }] =
      await Promise.all([
        import('../features/export/export-text.tsx'),
        import('../features/ai-settings/ai-settings-text.ts'),
        import('../features/quick-add/quick-add-text.ts'),
        import('../features/automations/automations-text.ts'),
      ])
    const locale = localeStore.get()
    await Promise.all([
      loadExportMessages(locale),
      loadAiSettingsText(locale),
      loadAutomationsText(locale),
      loadQuickAddText(locale),
      loadInsightsWords(),
    ])
  },
  component: lazyRoute(() => import('./routes/settings-route.tsx'), 'SettingsRoute'),
})

const notificationSettings = createRoute({
  getParentRoute: () => app,
  path: '/settings/notifications',
  loader: async () => {
    const { loadNotificationSettingsText } =
      await import('../features/notification-settings/notification-settings-text.ts')
    await loadNotificationSettingsText(localeStore.get())
  },
  component: lazyRoute(
    () => import('../features/notification-settings/notification-settings-page.tsx'),
    'NotificationSettingsPage',
  ),
})

const usage = createRoute({
  getParentRoute: () => app,
  path: '/usage',
  validateSearch: (search: Record<string, unknown>): UsageSearch => parseUsageSearch(search),
  loader: async () => {
    const { loadUsageText } = await import('../features/usage/usage-text.ts')
    await loadUsageText(localeStore.get())
  },
  component: lazyRoute(() => import('../features/usage/usage-page.tsx'), 'UsagePage'),
})

const insights = createRoute({
  getParentRoute: () => app,
  path: '/insights',
  validateSearch: (search: Record<string, unknown>): InsightsSearch => parseInsightsSearch(search),
  loader: loadInsightsWords,
  component: lazyRoute(() => import('../features/insights/insights-page.tsx'), 'InsightsPage'),
})

const insightTrends = createRoute({
  getParentRoute: () => app,
  path: '/insights/trends',
  validateSearch: (search: Record<string, unknown>): TrendsSearch => parseTrendsSearch(search),
  loader: loadInsightsWords,
  component: lazyRoute(() => import('../features/insights/trends/trends-page.tsx'), 'TrendsPage'),
})

const insightBalance = createRoute({
  getParentRoute: () => app,
  path: '/insights/balance',
  validateSearch: (search: Record<string, unknown>): BalanceSearch => parseBalanceSearch(search),
  loader: loadInsightsWords,
  component: lazyRoute(() => import('../features/insights/balance/balance-page.tsx'), 'BalancePage'),
})

const insightDecisions = createRoute({
  getParentRoute: () => app,
  path: '/insights/decisions',
  validateSearch: (search: Record<string, unknown>): DecisionsSearch => parseDecisionsSearch(search),
  loader: loadInsightsWords,
  component: lazyRoute(() => import('../features/insights/decisions/decisions-page.tsx'), 'DecisionsPage'),
})

const insightSettings = createRoute({
  getParentRoute: () => app,
  path: '/settings/insights',
  loader: loadInsightsWords,
  component: lazyRoute(() => import('../features/insights/rules/rules-page.tsx'), 'RulesPage'),
})

const automations = createRoute({
  getParentRoute: () => app,
  path: '/settings/automations',
  loader: async () => {
    const { loadAutomationsText } = await import('../features/automations/automations-text.ts')
    await loadAutomationsText(localeStore.get())
  },
  component: lazyRoute(() => import('../features/automations/automations-page.tsx'), 'AutomationsPage'),
})

/** One route, so that a new conversation gets its address without starting over. */
const assistant = createRoute({
  getParentRoute: () => app,
  path: '/assistant/{-$threadId}',
  loader: async () => {
    const { loadAssistantText } = await import('../features/assistant/assistant-text.ts')
    await loadAssistantText(localeStore.get())
  },
  component: lazyRoute(() => import('./routes/assistant-route.tsx'), 'AssistantRoute'),
})

const importRoute = createRoute({
  getParentRoute: () => app,
  path: '/import',
  // With its words at hand the screen is whole when it appears, and has a heading to put the focus on.
  loader: async () => {
    const { loadImportMessages } = await import('../features/import/import-text.tsx')
    await loadImportMessages(localeStore.get())
  },
  component: lazyRoute(() => import('../features/import/import-page.tsx'), 'ImportPage'),
})

const routeTree = root.addChildren([
  index,
  welcome,
  signIn,
  signUp,
  resetPassword,
  authCallback,
  newPassword,
  gallery,
  app.addChildren([
    today,
    plan,
    project,
    templates,
    trash,
    labels,
    history,
    settings,
    notificationSettings,
    usage,
    insights,
    insightTrends,
    insightBalance,
    insightDecisions,
    insightSettings,
    automations,
    importRoute,
    assistant,
  ]),
])

export const createAppRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
