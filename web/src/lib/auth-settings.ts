import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { env } from './env.ts'

const settingsSchema = z.object({
  external: z.optional(
    z.object({ anonymous_users: z.optional(z.boolean()), google: z.optional(z.boolean()) }),
  ),
})

/** What the platform's Auth offers; hosted and local ones differ. */
export const authSettingsQuery = () =>
  queryOptions({
    queryKey: ['auth-settings'],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await fetch(`${env.supabaseUrl}/auth/v1/settings`, {
        headers: { apikey: env.publishableKey },
        signal,
      })
      const settings = settingsSchema.parse(await response.json())
      return {
        hasAnonymousSignIn: settings.external?.anonymous_users ?? false,
        hasGoogle: settings.external?.google ?? false,
      }
    },
  })
