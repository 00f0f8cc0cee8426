import * as z from 'zod/mini'

const scalar = z.union([z.string(), z.number()])
const share = z.number().check(z.gte(0), z.lte(1))

export const unitSchema = z.enum(['count', 'percent', 'days', 'minutes', 'score', 'date', 'text'])

export const evidenceSchema = z.object({
  /** The rules that spoke; empty for an insight that needs none. */
  rules: z.array(
    z.object({ code: z.string(), version: z.int(), weight: share, score: share, confidence: share }),
  ),
  /** What the question was asked with: today, limits, periods. */
  parameters: z.record(z.string(), z.nullable(scalar)),
  /** The rows it rests on, with the fields that were looked at. */
  rows: z.array(
    z.object({
      table: z.string(),
      id: z.guid(),
      name: z.string(),
      values: z.record(z.string(), z.nullable(scalar)),
    }),
  ),
  /** How many rows were looked at, also those that are not listed. */
  n: z.int().check(z.gte(0)),
  /** What was worked out, each with the rows it came from. */
  values: z.array(z.object({ key: z.string(), value: scalar, unit: unitSchema, rows: z.array(z.guid()) })),
})

/**
 * What an insight rests on. Every number, day and name of its texts stands here, which `verifyReceipt` checks; whoever
 * phrases it anew may use nothing else.
 */
export type Evidence = z.infer<typeof evidenceSchema>
export type EvidenceRow = Evidence['rows'][number]
export type EvidenceValue = Evidence['values'][number]
export type Unit = z.infer<typeof unitSchema>
