import { z } from 'zod'

const itemSchema = z.object({
  id: z.uuid(),
  type: z.string(),
  on_day: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  priority: z.enum(['low', 'medium', 'high', 'urgent']),
  task_id: z.uuid().nullable(),
  project_id: z.uuid().nullable(),
})
export type Item = z.infer<typeof itemSchema>

/** What `private.claim_delivery` hands out: all of one message. */
export const claimSchema = z.object({
  items: z.array(itemSchema).min(1),
  locale: z.enum(['en', 'de']),
  uses_24h: z.boolean(),
  name: z.string(),
  address: z.string().nullable(),
  devices: z
    .array(z.object({ id: z.uuid(), endpoint: z.string(), p256dh: z.string(), auth: z.string() }))
    .nullable(),
})
export type Claim = z.infer<typeof claimSchema>

/** The path of the app at which something is seen to. */
export const pathOf = ({ task_id, project_id }: Item): string =>
  task_id ? `/today?task=${task_id}` : project_id ? `/project/${project_id}` : '/today'
