/** Who may read an entry beside its owner: nobody, the rules of this app, or models too. From the strictest on. */
export const READING_LEVELS = ['nobody', 'rules', 'models'] as const
export type ReadingLevel = (typeof READING_LEVELS)[number]

export const readingLevelOf = (value: string | null): ReadingLevel | null =>
  READING_LEVELS.find((level) => level === value) ?? null

/** Whether a choice changes nothing, because what stands above is stricter. */
export const isOverruled = (own: ReadingLevel, above: ReadingLevel): boolean =>
  READING_LEVELS.indexOf(own) > READING_LEVELS.indexOf(above)
