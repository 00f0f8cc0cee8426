import { z } from 'zod'

export const labelledRequestSchema = z.object({
  id: z.string(),
  /** Paraphrases of one ask share a group and never stand on both sides of a fold. */
  group: z.string(),
  prompt: z.string().min(1),
  prior: z.array(z.string()),
  locale: z.string(),
  band: z.enum(['execution', 'either', 'strategic']),
  score: z.number().min(0).max(10),
  trap: z.string().nullable(),
})
export type LabelledRequest = z.infer<typeof labelledRequestSchema>

const questionSchema = z.object({
  src: z.enum(['mmlu', 'gsm8k']),
  prompt: z.string().min(1),
  weak: z.boolean(),
  strong: z.boolean(),
})
/** A question, and whether a weak and a strong model answered it right. */
export type Question = z.infer<typeof questionSchema>

const simpleQuerySchema = z.object({ text: z.string().min(1) })

/** @throws ZodError, SyntaxError when a line is not what it should be */
function parseLines<T>(text: string, schema: z.ZodType<T>): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)))
}

export const parseRequests = (text: string): LabelledRequest[] => parseLines(text, labelledRequestSchema)
export const parseQuestions = (text: string): Question[] => parseLines(text, questionSchema)
/** Simple queries to an assistant, all of them plain work. */
export const parseSimpleQueries = (text: string): string[] =>
  parseLines(text, simpleQuerySchema).map((query) => query.text)

/** The fold of a group: by its name alone, so that new lines move none of the old. */
export function foldOf(group: string, folds: number): number {
  let hash = 7
  for (const letter of group) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0
  return (Math.imul(hash, 2654435761) >>> 8) % folds
}
