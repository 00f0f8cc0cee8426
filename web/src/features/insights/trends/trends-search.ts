/** So many weeks back, today's week included. */
export const SPANS = [4, 12] as const
export type Span = (typeof SPANS)[number]

/** What the address of the trends may say beyond that of every screen. */
export type TrendsSearch = { weeks?: 12 }

export const parseTrendsSearch = ({ weeks }: Record<string, unknown>): TrendsSearch =>
  Number(weeks) === 12 ? { weeks: 12 } : {}
