import { z } from 'zod'

/** What refuses a value and says nothing of it. The answer is checked by zod whatever the model was told. */
const UNSAID = new Set(['$schema', 'minLength', 'maxLength', 'minItems', 'maxItems'])

/** A schema as JSON Schema in as few words as say what is meant: each of them is paid for with every request. */
export const toToolSchema = (schema: z.ZodType): Record<string, unknown> =>
  shortened(z.toJSONSchema(schema, { io: 'input' })) as Record<string, unknown>

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, each]) => !(UNSAID.has(key) && typeof each !== 'object') && !isBoundless(each),
  )
  return Object.fromEntries(kept.map(([key, each]) => [key, shortened(each)]))
}

// The whole range of safe integers.
const isBoundless = (value: unknown) => Math.abs(Number(value)) >= Number.MAX_SAFE_INTEGER
