import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { LanguageProvider } from '../lib/i18n/provider.tsx'
import { createQueryClient } from '../lib/query-client.ts'
import { createAppRouter } from './router.tsx'

const queryClient = createQueryClient((error) => console.error(error))
const router = createAppRouter(queryClient)

export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  )
}
