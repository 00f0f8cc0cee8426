import type { TokenReader } from './token-reader.ts'

/** A time of day as it was phrased: a clock time, a part of the day such as "evening", or both. */
export interface ClockPhrase {
  time: string | null
  part: string | null
}

/** What Todoist takes the parts of a day to mean. */
const partTimes: Readonly<Record<string, string>> = {
  morning: '09:00',
  noon: '12:00',
  afternoon: '12:00',
  evening: '19:00',
  night: '22:00',
  midnight: '00:00',
}

/** "at 5pm", "um 9 Uhr", "à 17 heures", "evening"; adds to what was read before. */
export function takeClock(reader: TokenReader, clock: ClockPhrase): boolean {
  const found = reader.attempt(() => {
    const isIntroduced = reader.take('at') !== null
    const part = reader.take('part')
    if (part) return { part: part.value }
    const time = reader.take('time')
    if (time) return { time: time.value }
    const hour = isIntroduced ? reader.take('number') : null
    if (!hour || Number(hour.value) > 23) return null
    reader.take('unit', 'hour')
    return { time: `${hour.value.padStart(2, '0')}:00` }
  })
  if (found?.time && clock.time === null) clock.time = found.time
  else if (found?.part && clock.part === null) clock.part = found.part
  else return false
  return true
}

/** The time as 'HH:MM'. Beside a clock time, the part of the day only picks morning or evening hours. */
export function clockTime({ time, part }: ClockPhrase): string | null {
  if (time === null) return part === null ? null : (partTimes[part] ?? null)
  const hour = Number(time.slice(0, 2))
  const isLater = part === 'afternoon' || part === 'evening' || part === 'night'
  return isLater && hour >= 1 && hour < 12 ? `${hour + 12}${time.slice(2)}` : time
}
