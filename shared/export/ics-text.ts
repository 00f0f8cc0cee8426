const LINE_OCTETS = 75

/** How many octets of UTF-8 a character takes. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0)!
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** A TEXT value with its escapes. */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // Other control characters may not stand in a calendar at all.
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')

/** Folds a line at 75 octets, and never inside of a character. */
export function foldLine(line: string): string {
  if (line.length <= LINE_OCTETS / 3) return line
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > LINE_OCTETS) {
      parts.push(part)
      part = ''
      // The space that begins a folded line counts.
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

/** 'YYYY-MM-DD' as a DATE. */
export const dateValue = (day: string) => day.replaceAll('-', '')

/** A day and 'HH:MM' as a DATE-TIME without a zone. */
export const localValue = (day: string, time: string) => `${dateValue(day)}T${time.replace(':', '')}00`

/** An instant as a DATE-TIME in UTC. */
export const utcValue = (instant: Date) => instant.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

/** Minutes as a DURATION; negative ones count back. */
export function durationValue(minutes: number): string {
  const size = Math.abs(minutes)
  const [days, hours, rest] = [Math.floor(size / 1440), Math.floor((size % 1440) / 60), size % 60]
  const time = [hours > 0 && `${hours}H`, rest > 0 && `${rest}M`].filter(Boolean).join('')
  const text = `P${days > 0 ? `${days}D` : ''}${time && `T${time}`}`
  return `${minutes < 0 ? '-' : ''}${text === 'P' ? 'PT0M' : text}`
}
