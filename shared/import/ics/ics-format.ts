import type { Day } from '../calendar-day.ts'
import { createPlanTools, type PlanTools } from '../finish-plan.ts'
import type { ImportProblem } from '../import-problem.ts'
import { mappingOf, type TaskPriority } from '../mapping.ts'
import { breakRings, planDrafts } from '../plan-drafts.ts'
import { isTable, type SourceFile } from '../source-file.ts'
import type { DetectedFile, DetectHints, PlanInput, PlanResult, SourceFormat } from '../source-format.ts'
import { wallClock } from '../zoned-time.ts'
import { momentOf, readCalendars, type IcsCalendar, type IcsItem } from './ics-items.ts'
import { readIcs } from './ics-lines.ts'
import { icsPriority, planIcsTask } from './ics-task.ts'

const SAMPLE_SIZE = 5

interface Read {
  calendars: IcsCalendar[]
  problems: ImportProblem[]
  joined: { file: string; line: number; into: string }[]
}

function readFiles(files: readonly SourceFile[]): Read {
  const found: Read = { calendars: [], problems: [], joined: [] }
  for (const file of files) {
    if (isTable(file)) continue
    const document = readIcs(file.name, file.text)
    if ('code' in document) {
      found.problems.push(document)
      continue
    }
    found.calendars.push(...readCalendars(file.name, document))
    found.joined.push(...document.joined.map((each) => ({ file: file.name, ...each })))
  }
  return found
}

/** RFC 5545 counts from 1, the highest, to 9; other programs mean by 1 to 4 the same: high. Ours writes 1 for urgent. */
function suggestPriorities(calendars: readonly IcsCalendar[]): Record<string, TaskPriority> {
  const isOurs = calendars.length > 0 && calendars.every(({ producer }) => producer.includes('Aurum Life'))
  const ofNumber = (number: number): TaskPriority =>
    number === 1 && isOurs ? 'urgent' : number < 5 ? 'high' : number === 5 ? 'medium' : 'low'
  const levels = Array.from({ length: 9 }, (_, i): [string, TaskPriority] => [String(i + 1), ofNumber(i + 1)])
  return { ...Object.fromEntries(levels), empty: 'medium' }
}

function isPast(item: IcsItem, { now, timeZone }: Pick<DetectHints, 'now' | 'timeZone'>): boolean {
  if (item.kind !== 'VEVENT' || item.first('RRULE')) return false
  const last = momentOf(item, 'DTEND', timeZone) ?? momentOf(item, 'DTSTART', timeZone)
  return last !== null && (last.instant ? last.instant < now : last.day < wallClock(now, timeZone).day)
}

function describe(calendars: readonly IcsCalendar[], hints: DetectHints): DetectedFile {
  const { file, key, name, producer } = calendars[0]!
  const items = calendars.flatMap((calendar) => calendar.items)
  const priorities: Record<string, number> = {}
  for (const item of items) {
    const text = icsPriority(item) || 'empty'
    const known = text === 'empty' || /^[1-9]$/.test(text) ? text : 'other'
    priorities[known] = (priorities[known] ?? 0) + 1
  }
  return {
    file,
    key,
    projectName: name,
    folder: null,
    isInbox: false,
    generation: producer || null,
    counts: {
      tasks: items.length,
      subTasks: items.filter((item) => parentUid(item) !== null).length,
      sections: 0,
      notes: 0,
      dated: 0,
      past: items.filter((item) => isPast(item, hints)).length,
    },
    priorities,
    samples: items.slice(0, SAMPLE_SIZE).map((item) => ({
      depth: parentUid(item) === null ? 0 : 1,
      content: item.text('SUMMARY'),
      priority: '',
      date: (momentOf(item, 'DUE', hints.timeZone) ?? momentOf(item, 'DTSTART', hints.timeZone))?.day ?? '',
    })),
  }
}

function parentUid(item: IcsItem): string | null {
  const related = item
    .all('RELATED-TO')
    .find(({ params }) => (params.get('RELTYPE') ?? 'PARENT').toUpperCase() === 'PARENT')
  return related?.value.trim() || null
}

/** Identity is the pair of UID and RECURRENCE-ID: a changed occurrence shares the UID of its series. */
function itemIds(items: readonly IcsItem[], tools: PlanTools): Map<IcsItem, string> {
  const seen = new Map<string, number>()
  return new Map(
    items.map((item) => {
      const uid = item.text('UID')
      const parts = uid === '' ? ['', item.text('SUMMARY'), item.text('DTSTART') || item.text('DUE')] : [uid]
      const name = [...parts, item.text('RECURRENCE-ID')]
      const twin = seen.get(name.join('\n')) ?? 0
      seen.set(name.join('\n'), twin + 1)
      return [item, tools.id('task', ...name, twin)]
    }),
  )
}

function planParents(items: readonly IcsItem[], ids: ReadonlyMap<IcsItem, string>, tools: PlanTools) {
  const byUid = new Map<string, string>()
  for (const item of items) {
    const uid = item.text('UID')
    if (uid !== '' && (!byUid.has(uid) || !item.first('RECURRENCE-ID'))) byUid.set(uid, ids.get(item)!)
  }
  const itemOf = new Map(items.map((item) => [ids.get(item)!, item]))
  const warn = (code: 'parent_missing' | 'parent_cycle', item: IcsItem) => {
    const values = { value: parentUid(item) ?? '', name: item.text('SUMMARY') }
    tools.warnings.push({ code, file: item.calendar.file, line: item.line, column: 'RELATED-TO', values })
  }
  const wanted = new Map<string, string>()
  for (const item of items) {
    const uid = parentUid(item)
    const parentId = uid === null ? undefined : byUid.get(uid)
    if (parentId !== undefined) wanted.set(ids.get(item)!, parentId)
    else if (uid !== null) warn('parent_missing', item)
  }
  return breakRings([...ids.values()], wanted, (id) => warn('parent_cycle', itemOf.get(id)!))
}

/** Days of a series that have become events of their own. */
function changedDays(items: readonly IcsItem[], tools: PlanTools): Map<string, Day[]> {
  const days = new Map<string, Day[]>()
  for (const item of items) {
    const moment = momentOf(item, 'RECURRENCE-ID', tools.clock.timeZone)
    if (!moment) continue
    const uid = item.text('UID')
    days.set(uid, [...(days.get(uid) ?? []), moment.day])
    const values = { value: moment.day, name: item.text('SUMMARY') }
    const where = { file: item.calendar.file, line: item.line, column: 'RECURRENCE-ID' }
    tools.warnings.push({ code: 'occurrence_changed', ...where, values })
  }
  return days
}

/** What is around the items: about the calendar, about zones, and kinds of entries that are no tasks. */
function bookRest({ component, file }: IcsCalendar, tools: PlanTools): void {
  const { book, warnings } = tools
  const heads = component.properties.map(({ head }) => head)
  const own = book.openRow(
    file,
    component.line,
    heads,
    component.properties.map(({ value }) => value),
  )
  component.properties.forEach(({ name }, place) => {
    const cell = own.cell(place)
    if (!cell) return
    const isName = name === 'X-WR-CALNAME' || name === 'NAME'
    own.settle(
      cell,
      isName ? { verdict: 'mapped', target: 'projects.name' } : { verdict: 'dropped', reason: 'technical' },
    )
  })
  for (const part of component.components.filter(({ kind }) => kind !== 'VEVENT' && kind !== 'VTODO')) {
    const isZone = part.kind === 'VTIMEZONE'
    const all = [part, ...part.components]
    const account = book.openRow(
      file,
      part.line,
      all.flatMap((each) => each.properties.map(({ head }) => `${each.kind}.${head}`)),
      all.flatMap((each) => each.properties.map(({ value }) => value)),
    )
    account.settleRest({ verdict: 'dropped', reason: isZone ? 'technical' : 'not_a_task' })
    if (isZone) continue
    warnings.push({ code: 'not_a_task', file, line: part.line, column: null, values: { value: part.kind } })
  }
}

function planIcs(input: PlanInput): PlanResult {
  const { calendars, problems, joined } = readFiles(input.files)
  if (problems.length > 0) return { ok: false, problems }
  const tools = createPlanTools('ics', input)
  for (const { file, line, into } of joined) {
    tools.warnings.push({ code: 'line_joined', file, line, column: into, values: { value: into } })
  }
  for (const calendar of calendars) bookRest(calendar, tools)
  const isIncluded = ({ key }: IcsCalendar) => tools.mapping.files[key]?.include === true
  for (const item of calendars.filter((each) => !isIncluded(each)).flatMap((each) => each.items)) {
    const cells = item.properties.map(({ value }) => value)
    const account = tools.book.openRow(
      item.calendar.file,
      item.line,
      item.properties.map(({ head }) => head),
      cells,
    )
    account.settleRest({ verdict: 'dropped', reason: 'file_left_out' })
  }
  const items = calendars.filter(isIncluded).flatMap((calendar) => calendar.items)
  const ids = itemIds(items, tools)
  const parents = planParents(items, ids, tools)
  const changed = changedDays(items, tools)
  const drafts = items.map((item, place) => {
    const id = ids.get(item)!
    const task = { id, parentId: parents.get(id) ?? null, sortOrder: place + 1 }
    const days = item.first('RECURRENCE-ID') ? [] : (changed.get(item.text('UID')) ?? [])
    return planIcsTask(item, task, days, tools)
  })
  const kept = drafts.filter((draft) => draft !== null)
  const present = new Set(kept.map(({ row }) => row.id))
  const hung = kept.map((draft) =>
    draft.parentId !== null && !present.has(draft.parentId) ? { ...draft, parentId: null } : draft,
  )
  const lists = new Map(calendars.map(({ key }) => [key, { key, folder: null }]))
  return planDrafts([...lists.values()], hung, tools)
}

/** iCalendar: events and to-dos of any calendar program. */
export const icsFormat: SourceFormat = {
  name: 'ics',
  recognises: (file) => !isTable(file) && /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(file.text),
  detect(files, hints) {
    const { calendars, problems } = readFiles(files)
    const filled = calendars.filter(({ items }) => items.length > 0)
    const keys = [...new Set(filled.map(({ key }) => key))]
    const found = keys.map((key) =>
      describe(
        filled.filter((each) => each.key === key),
        hints,
      ),
    )
    return {
      files: found,
      problems,
      mapping: mappingOf(found, { priorities: suggestPriorities(calendars) }),
      table: null,
    }
  },
  plan: planIcs,
}
