import { Outlet, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useQueryClient } from '@tanstack/react-query'
import { TaskAnswers } from '../../features/tasks/row/task-answers.tsx'
import { useLiveAssistant } from '../../lib/live-assistant.ts'
import { useLivePlan } from '../../lib/live-plan.ts'
import { useSession } from '../../lib/session.ts'
import { useCloseTask, useOpenTaskId } from '../../lib/use-open-task.ts'
import { cx } from '../../ui/classes.ts'
import { lazyExtra } from '../../ui/lazy-extra.ts'
import { loadMenus } from '../../ui/menu.tsx'
import { AssistantHost, preloadAssistant, useHasAssistant } from './assistant-host.tsx'
import { Banners } from './banners.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { HintHost } from './hint-host.tsx'
import { Overlays, preloadPalette } from './overlays.tsx'
import { preloadQuickAdd, QuickAddHost } from './quick-add-host.tsx'
import { SavedFilterHost } from './saved-filter-host.tsx'
import { FirstScreenWatch, useScreenIsThere } from './screen-is-there.ts'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'
import { useOwnLook } from './use-own-look.ts'
import { useShellCommands } from './use-shell-commands.ts'

const loadTaskPanel = () => import('../task-panel.tsx')

const TaskPanel = lazy(() => loadTaskPanel().then(({ TaskPanel }) => ({ default: TaskPanel })))

const Toasts = lazyExtra(() => import('./toasts.tsx').then(({ Toasts }) => Toasts))

/** What opens over a screen is fetched once the screen itself stands. */
const PRELOAD_MS = 1_500

/** The timer and the reminders, which nobody waits for. */
const Attention = lazyExtra(() => import('./attention.tsx').then(({ Attention }) => Attention))

/** The frame of the app. A session that ends while it is open leads to sign-in and back. */
export function Shell() {
  const session = useSession()
  const router = useRouter()
  const client = useQueryClient()
  const isSignedOut = session.status === 'signed-out'

  useEffect(() => {
    // Read here and not listened to: on the way to sign-in it changes, and would lead there again.
    const { href, pathname } = router.latestLocation
    if (!isSignedOut || pathname === '/sign-in') return
    client.clear()
    const search = session.isDeliberate ? {} : { next: href, ended: true }
    void router.navigate({ to: '/sign-in', search, replace: true })
  }, [session, isSignedOut, client, router])

  return session.status === 'signed-in' ? <SignedInShell userId={session.userId} /> : null
}

function SignedInShell({ userId }: { userId: string }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const openTaskId = useOpenTaskId()
  const closeTask = useCloseTask()
  const hasAssistant = useHasAssistant()
  useLivePlan(userId)
  useLiveAssistant(userId)
  useOwnLook()
  useShellCommands()
  const isScreenThere = useScreenIsThere()

  // The first task that is opened or written should open at once.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!navigator.onLine) return
      void loadTaskPanel().catch(() => undefined)
      preloadQuickAdd()
      preloadPalette()
      preloadAssistant()
      // Who signs out without a network stays in this page.
      Promise.all([loadMenus(), router.preloadRoute({ to: '/sign-in', search: {} })]).catch(() => undefined)
    }, PRELOAD_MS)
    return () => clearTimeout(timer)
  }, [router])

  return (
    <div
      className={cx(
        '[--main-width:calc(100vw-15rem)] md:grid md:min-h-dvh md:grid-cols-[15rem_1fr]',
        // The panel of a task, or of the assistant, stands beside the list.
        (openTaskId || hasAssistant) && 'docks:pr-[30rem] docks:[--main-width:calc(100vw-45rem)]',
      )}
    >
      <a
        href="#main"
        className="bg-gold-fill text-on-gold fixed top-2 left-2 z-50 -translate-y-20 rounded-md px-4 py-2 font-semibold focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-col pb-[calc(4rem+env(safe-area-inset-bottom))] md:pb-0">
        <TopBar />
        <Banners />
        <main id="main" tabIndex={-1} className="flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <BottomBar />
      {!isScreenThere && <FirstScreenWatch />}
      <Suspense>{isScreenThere && <Toasts />}</Suspense>
      <TaskAnswers />
      <QuickAddHost />
      <SavedFilterHost />
      <Suspense>{isScreenThere && <Attention />}</Suspense>
      <Overlays />
      <HintHost userId={userId} />
      <AssistantHost isShown={hasAssistant} />
      {openTaskId && (
        <Suspense>
          <TaskPanel taskId={openTaskId} onClose={closeTask} />
        </Suspense>
      )}
    </div>
  )
}
