import type * as z from 'zod/mini'

/** The rows this version of the app understands; what a newer server has more of is left out. */
export const knownRows = <Row>(schema: z.ZodMiniType<Row>, rows: readonly unknown[]): Row[] =>
  rows.flatMap((row) => {
    const parsed = schema.safeParse(row)
    return parsed.success ? [parsed.data] : []
  })
