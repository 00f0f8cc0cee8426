import { parseInstant, wallClock } from './zoned-time.ts'

const ATTACHMENT = /\[\[file (\{.*?\})\]\]/gs

function attachmentLink(json: string): string | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null) return null
  const { file_name: name, file_url: url } = parsed as { file_name?: unknown; file_url?: unknown }
  return typeof url === 'string' && /^https?:\/\//.test(url)
    ? `[${typeof name === 'string' ? name : url}](${url})`
    : null
}

/** A comment's text with Todoist's attachment marks made into links; what is not understood stays. */
export const linkAttachments = (text: string) =>
  text.replace(ATTACHMENT, (mark, json: string) => attachmentLink(json) ?? mark).trim()

/** When a comment was written, as the owner's local "2018-06-08 09:02"; null when the text is no instant. */
export function noteTime(text: string, timeZone: string): string | null {
  const instant = parseInstant(text)
  if (!instant) return null
  const { day, time } = wallClock(instant, timeZone)
  return `${day} ${time}`
}
