import { z } from 'zod'

interface JsonSchema {
  [key: string]: unknown
}

const KEPT = new Set([
  'description',
  'enum',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'nullable',
  'pattern',
  'required',
  'type',
])

// Of the formats of JSON Schema, Google takes these two for texts.
const FORMATS = new Set(['date-time', 'enum'])

/** The part of JSON Schema that Gemini understands. What it loses here zod still checks when the answer is back. */
export function toGeminiSchema(schema: z.ZodType): JsonSchema {
  // References would be refused: repeated parts are written out.
  return translate(z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) as JsonSchema)
}

function translate(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([key, value]) => KEPT.has(key) && !isBoundless(value))
  const translated: JsonSchema = Object.fromEntries(kept)
  if (typeof schema.format === 'string' && FORMATS.has(schema.format)) translated.format = schema.format
  if (typeof schema.const === 'string') Object.assign(translated, { type: 'string', enum: [schema.const] })
  if (Array.isArray(schema.type)) Object.assign(translated, oneType(schema.type as string[]))
  if (isObject(schema.items)) translated.items = translate(schema.items)
  if (isObject(schema.properties)) {
    translated.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, translate(property as JsonSchema)]),
    )
  }
  return alternatives(schema, translated)
}

// Google knows one type for each value, and a flag for null.
function oneType(types: readonly string[]): JsonSchema {
  const real = types.filter((type) => type !== 'null')
  return { type: real[0], ...(real.length < types.length && { nullable: true }) }
}

// The whole range of safe integers, which says nothing and is beyond Google's own.
const isBoundless = (value: unknown) => Math.abs(Number(value)) >= Number.MAX_SAFE_INTEGER

function alternatives(schema: JsonSchema, translated: JsonSchema): JsonSchema {
  const options = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (!options) return translated
  const real = options.filter(({ type }) => type !== 'null')
  const nullable = real.length < options.length ? { nullable: true } : {}
  if (real.length === 1) return { ...translated, ...translate(real[0]!), ...nullable }
  return { ...translated, anyOf: real.map(translate), ...nullable }
}

const isObject = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null
