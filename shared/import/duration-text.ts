const ISO = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i

/** Minutes of an ISO 8601 duration such as "-P1DT15M", with its sign; null for anything else. */
export function isoMinutes(text: string): number | null {
  const match = ISO.exec(text.trim())
  if (!match || /P(T)?$/i.test(text.trim())) return null
  const [, sign, ...amounts] = match
  const [weeks, days, hours, minutes, seconds] = amounts.map((amount) => Number(amount ?? 0))
  const total = ((weeks! * 7 + days!) * 24 + hours!) * 60 + minutes! + Math.round(seconds! / 60)
  if (!Number.isSafeInteger(total)) return null
  return sign === '-' && total !== 0 ? -total : total
}

const unitMinutes: readonly [RegExp, number][] = [
  [/^(m|min|mins|minute|minutes|minuten?)$/, 1],
  [/^(h|hr|hrs|hour|hours|std|stunden?)$/, 60],
  [/^(d|day|days|tage?)$/, 1440],
  [/^(w|week|weeks|wochen?)$/, 10_080],
]

/**
 * Minutes of a duration as people write it: "90", "90 min", "1h 30m", "1:30", "1,5 Std.", "2 days", "PT45M". Null when
 * it is something else, or not positive.
 */
export function writtenMinutes(text: string): number | null {
  const trimmed = text.trim().toLowerCase()
  const iso = isoMinutes(trimmed)
  if (iso !== null) return iso > 0 ? iso : null
  const clock = /^(\d{1,3}):([0-5]\d)(?::[0-5]\d)?$/.exec(trimmed)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) || null
  const amounts = /(\d+(?:[.,]\d+)?)\s*([a-z]*)\.?/g
  if (trimmed.replaceAll(amounts, '').trim() !== '') return null
  let total = 0
  for (const [, amount, unit] of trimmed.matchAll(amounts)) {
    const factor = unit === '' ? 1 : unitMinutes.find(([name]) => name.test(unit!))?.[1]
    if (factor === undefined) return null
    total += Number(amount!.replace(',', '.')) * factor
  }
  return Number.isFinite(total) && total >= 1 ? Math.round(total) : null
}

export const DURATION_MAX = 10_080
