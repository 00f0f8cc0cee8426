import { problem, type ImportProblem } from '../import-problem.ts'

/** One property of a calendar, unfolded. */
export interface IcsProperty {
  /** In upper case. */
  name: string
  /** By name in upper case, without quotes. */
  params: ReadonlyMap<string, string>
  /** As it stands in the file. */
  value: string
  /** The name with its parameters, as it stands in the file. */
  head: string
  line: number
}

export interface IcsComponent {
  /** In upper case, such as VEVENT. */
  kind: string
  line: number
  properties: IcsProperty[]
  components: IcsComponent[]
}

interface LogicalLine {
  text: string
  line: number
}

/** Joins folded lines: a line that begins with a space or a tab goes on with the one before it. */
function unfold(text: string): LogicalLine[] {
  const lines: { parts: string[]; line: number }[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const before = lines.at(-1)
    if (/^[ \t]/.test(raw) && before) before.parts.push(raw.slice(1))
    else if (raw.trim() !== '') lines.push({ parts: [raw], line: index + 1 })
  }
  return lines.map(({ parts, line }) => ({ text: parts.join(''), line }))
}

/** Where the parameters end: a colon outside of quotes. -1 when there is none. */
function headEnd(text: string): number {
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted
    else if (text[at] === ':' && !isQuoted) return at
  }
  return -1
}

const PROPERTY = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;[^=;:"]+=(?:"[^"]*"|[^";:])*)*)$/

function readProperty({ text, line }: LogicalLine): IcsProperty | null {
  const end = headEnd(text)
  if (end < 0) return null
  const head = text.slice(0, end)
  const match = head.length < 2000 ? PROPERTY.exec(head) : null
  if (!match) return null
  const params = new Map<string, string>()
  for (const [, name = '', value = ''] of match[2]!.matchAll(/;([^=;]+)=((?:"[^"]*"|[^";])*)/g)) {
    params.set(name.toUpperCase(), value.replaceAll('"', ''))
  }
  return { name: match[1]!.toUpperCase(), params, value: text.slice(end + 1), head, line }
}

/** The calendars of a file, and the lines that were taken for the rest of the text above them. */
export interface IcsDocument {
  calendars: IcsComponent[]
  joined: { line: number; into: string }[]
}

/** Reads a calendar file whole; one that is cut off, or whose parts do not close, is a problem. */
export function readIcs(file: string, text: string): IcsDocument | ImportProblem {
  const calendars: IcsComponent[] = []
  const joined: IcsDocument['joined'] = []
  const open: IcsComponent[] = []
  for (const logical of unfold(text.replace(/^\uFEFF/, ''))) {
    const property = readProperty(logical)
    const inside = open.at(-1)
    if (!property) {
      // Some programs forget to fold the line breaks of a description.
      const last = inside?.properties.at(-1)
      if (!last) return problem('broken_calendar', file, logical.line)
      inside!.properties[inside!.properties.length - 1] = {
        ...last,
        value: `${last.value}\\n${logical.text}`,
      }
      joined.push({ line: logical.line, into: last.name })
    } else if (property.name === 'BEGIN') {
      const kind = property.value.trim().toUpperCase()
      const component = { kind, line: property.line, properties: [], components: [] }
      if (inside) inside.components.push(component)
      else if (kind === 'VCALENDAR') calendars.push(component)
      else return problem('broken_calendar', file, property.line)
      open.push(component)
    } else if (property.name === 'END') {
      if (inside?.kind !== property.value.trim().toUpperCase()) {
        return problem('broken_calendar', file, property.line)
      }
      open.pop()
    } else if (inside) inside.properties.push(property)
    else return problem('broken_calendar', file, property.line)
  }
  const unclosed = open.at(-1)
  if (unclosed) return problem('broken_calendar', file, unclosed.line)
  return calendars.length > 0 ? { calendars, joined } : problem('empty_file', file)
}

/** A TEXT value with its escapes undone. */
export const unescapeText = (value: string) =>
  value.replaceAll(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark))

/** A list of TEXT values between commas that are not escaped. */
export const splitTexts = (value: string): string[] =>
  [...value.matchAll(/(?:\\.|[^,\\])+/g)].map(([part]) => unescapeText(part).trim()).filter(Boolean)
