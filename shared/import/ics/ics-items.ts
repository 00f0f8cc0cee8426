import type { Day } from '../calendar-day.ts'
import type { PlanTools } from '../finish-plan.ts'
import type { Cell, RowAccount } from '../ledger.ts'
import { baseName } from '../project-name.ts'
import { namedZones, readIcsMoment, type IcsMoment } from './ics-dates.ts'
import { unescapeText, type IcsComponent, type IcsDocument, type IcsProperty } from './ics-lines.ts'

/** A calendar of a file: its events and to-dos become the tasks of one list. */
export interface IcsCalendar {
  file: string
  key: string
  name: string
  component: IcsComponent
  zones: ReadonlyMap<string, string>
  /** PRODID: who wrote the file. */
  producer: string
  items: IcsItem[]
}

/** An event or a to-do. */
export interface IcsItem {
  kind: 'VEVENT' | 'VTODO'
  line: number
  calendar: IcsCalendar
  /** Its own properties and those of its alarms, in the order of the file; their place is their cell. */
  properties: IcsProperty[]
  alarms: IcsProperty[][]
  first(name: string): IcsProperty | null
  all(name: string): IcsProperty[]
  /** The text of the first property of that name, without escapes. */
  text(name: string): string
}

const ownPart = (property: IcsProperty, prefix: string): IcsProperty => ({
  ...property,
  head: `${prefix}.${property.head}`,
})

/** What is inside of an item, such as its alarms, flattened under the name of the part. */
const partsOf = ({ components }: IcsComponent): { kind: string; properties: IcsProperty[] }[] =>
  components.map((part) => ({
    kind: part.kind,
    properties: [
      ...part.properties.map((property) => ownPart(property, part.kind)),
      ...partsOf(part).flatMap(({ properties }) =>
        properties.map((property) => ownPart(property, part.kind)),
      ),
    ],
  }))

function createItem(component: IcsComponent, calendar: IcsCalendar): IcsItem {
  const own = component.properties
  const parts = partsOf(component)
  const all = (name: string) => own.filter((property) => property.name === name)
  return {
    kind: component.kind as IcsItem['kind'],
    line: component.line,
    calendar,
    properties: [...own, ...parts.flatMap(({ properties }) => properties)],
    alarms: parts.filter(({ kind }) => kind === 'VALARM').map(({ properties }) => properties),
    all,
    first: (name) => all(name)[0] ?? null,
    text: (name) => unescapeText(all(name)[0]?.value ?? '').trim(),
  }
}

const isItem = ({ kind }: IcsComponent) => kind === 'VEVENT' || kind === 'VTODO'

export function readCalendars(file: string, { calendars }: IcsDocument): IcsCalendar[] {
  return calendars.map((component): IcsCalendar => {
    const value = (name: string) =>
      unescapeText(component.properties.find((property) => property.name === name)?.value ?? '').trim()
    const name = value('X-WR-CALNAME') || value('NAME') || baseName(file)
    const calendar: IcsCalendar = {
      file,
      key: name,
      name,
      component,
      zones: namedZones(component),
      producer: value('PRODID'),
      items: [],
    }
    calendar.items = component.components.filter(isItem).map((each) => createItem(each, calendar))
    return calendar
  })
}

/** The account of an item: a cell per property. */
export interface OpenItem {
  account: RowAccount
  cell(property: IcsProperty | null): Cell | null
}

export function openItem(item: IcsItem, { book }: PlanTools): OpenItem {
  const { properties, calendar, line } = item
  const account = book.openRow(
    calendar.file,
    line,
    properties.map(({ head }) => head),
    properties.map(({ value }) => value),
  )
  return { account, cell: (property) => (property ? account.cell(properties.indexOf(property)) : null) }
}

/** The moment of a property in the zone of the owner; null when there is none or it is damaged. */
export function momentOf(item: IcsItem, name: string, owner: string): IcsMoment | null {
  const property = item.first(name)
  return property && readIcsMoment(property.value, property.params, item.calendar.zones, owner)
}

/** The days EXDATE leaves out of a series, as written: in the zone of its start. */
export const excludedDays = (item: IcsItem, owner: string): Day[] =>
  item.all('EXDATE').flatMap(({ value, params }) =>
    value.split(',').flatMap((each) => {
      const moment = readIcsMoment(each, params, item.calendar.zones, owner)
      return moment ? [moment.day] : []
    }),
  )
