import { lazy, Suspense, useEffect } from 'react'
import { useStore } from '../../../lib/external-store.ts'
import { loadMenus } from '../../../ui/menu.tsx'
import { questionStore } from './task-questions.ts'

const loadSnoozeMenu = () => import('./snooze-menu.tsx')

const SnoozeMenu = lazy(() => loadSnoozeMenu().then(({ SnoozeMenu }) => ({ default: SnoozeMenu })))

const PRELOAD_MS = 1_500

/** What lists ask about their tasks is drawn here, once for all lists of the app. */
export function TaskAnswers() {
  const question = useStore(questionStore)

  // The first menu should open at once.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (navigator.onLine) void Promise.all([loadMenus(), loadSnoozeMenu()]).catch(() => undefined)
    }, PRELOAD_MS)
    return () => clearTimeout(timer)
  }, [])

  return (
    <Suspense>
      {question?.kind === 'snooze' && (
        <SnoozeMenu
          key={question.task.id}
          task={question.task}
          from={question.from}
          isByKey={question.isByKey}
        />
      )}
    </Suspense>
  )
}
