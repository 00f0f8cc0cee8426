import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import * as z from 'zod/mini'
import { isOverruled, type ReadingLevel, READING_LEVELS, readingLevelOf } from './reading-levels.ts'
import { supabase } from './supabase.ts'

export type ReadingTable = 'pillars' | 'areas' | 'projects' | 'tasks'

const answerSchema = z.object({
  inherited: z.enum(READING_LEVELS),
  from: z.nullable(z.object({ name: z.string() })),
})

/** What the rows above one say about who may read it. */
const inheritedQuery = (table: ReadingTable, id: string) =>
  queryOptions({
    // Whatever moves or changes a row asks for progress anew, and for this.
    queryKey: ['progress', 'reading-level', table, id],
    queryFn: async ({ signal }) => {
      const { data } = await supabase
        .rpc('reading_level', { p_table: table, p_row_id: id })
        .retry(false)
        .abortSignal(signal)
        .throwOnError()
      return answerSchema.parse(data)
    },
  })

const OPEN = { inherited: 'models', from: null } as const

export type ReadingChoices = {
  options: { value: ReadingLevel | ''; label: string }[]
  /** What the choice comes to, in a sentence. */
  hint: string
  /** Somebody chose here, or above. */
  isRestricted: boolean
}

/** The choices of who may read a row; the empty one leaves it to what stands above. */
export function useReadingChoices(table: ReadingTable, id: string, own: string): ReadingChoices {
  const t = useTranslations('reading')
  const { data } = useQuery({ ...inheritedQuery(table, id), throwOnError: false })
  const { inherited, from } = data ?? OPEN
  const chosen = readingLevelOf(own)
  const unsaid =
    table === 'pillars'
      ? t('unsaid', { level: t('levels.models') })
      : t('inherit', { level: t(`levels.${inherited}`) })

  const hint = () => {
    if (chosen && from && isOverruled(chosen, inherited))
      return t('overruled', { name: from.name, level: t(`levels.${inherited}`) })
    if (!chosen && from) return t('from', { name: from.name })
    return t(`hints.${chosen ?? inherited}`)
  }
  return {
    options: [
      { value: '', label: unsaid },
      ...READING_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
    ],
    hint: hint(),
    isRestricted: chosen !== null || from !== null,
  }
}
