/** One text for one meaning, in whatever order its keys were set. */
export const keyOfMeaning = (meaning: unknown): string =>
  JSON.stringify(meaning, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
