import * as z from 'zod/mini'

const envSchema = z.object({
  VITE_SUPABASE_URL: z.url(),
  VITE_SUPABASE_PUBLISHABLE_KEY: z.string().check(z.minLength(1)),
})

const parsed = envSchema.safeParse(import.meta.env)

if (!parsed.success) {
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new Error(`The web app cannot start: check ${names} in the environment of the build`)
}

export const env = {
  supabaseUrl: parsed.data.VITE_SUPABASE_URL.replace(/\/$/, ''),
  publishableKey: parsed.data.VITE_SUPABASE_PUBLISHABLE_KEY,
}
