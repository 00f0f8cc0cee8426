import { MutationCache, notifyManager, QueryClient } from '@tanstack/react-query'
import { isTransient } from './errors.ts'

// A change is on screen with the next frame and before the next key, not a turn of the event loop later.
notifyManager.setScheduler(queueMicrotask)

const MAX_RETRIES = 2

/** The one retry layer: every PostgREST call is made with `.retry(false)`. */
export function createQueryClient(onRefused: (error: unknown) => void): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (!mutation.meta?.handlesErrors) onRefused(error)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < MAX_RETRIES && isTransient(error),
        // With something to show, the screen keeps showing it; without, the route's error boundary speaks.
        throwOnError: (_error, query) => query.state.data === undefined,
      },
      mutations: { retry: (failures, error) => failures < MAX_RETRIES && isTransient(error) },
    },
  })
}

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: { handlesErrors?: boolean }
  }
}
