import type { Json } from '../../../shared/database.types.ts'

/** A value as a column of the database takes it: what JSON cannot say is left out, and nothing is an empty object. */
export const toJson = (value: unknown): NonNullable<Json> =>
  JSON.parse(JSON.stringify(value ?? {})) as NonNullable<Json>
