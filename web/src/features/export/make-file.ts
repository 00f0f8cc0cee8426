import { formatBackup } from '../../../../shared/export/backup.ts'
import type { PlanData } from '../../../../shared/export/plan-data.ts'
import { formatTasksCsv } from '../../../../shared/export/tasks-csv.ts'
import { formatTasksIcs, type CalendarKind } from '../../../../shared/export/tasks-ics.ts'
import { fetchEverything } from './export-data.ts'

export type ExportWish = { format: 'json' } | { format: 'csv' } | { format: 'ics'; kind: CalendarKind }

export interface ExportFile {
  name: string
  content: Blob
  taskCount: number
}

interface Owner {
  userId: string
  timeZone: string
  /** The person's calendar day, for the name of the file. */
  today: string
  calendarName: string
}

/** Reads the whole plan and makes the file of it. @throws when the plan cannot be read whole */
export async function makeFile(wish: ExportWish, owner: Owner): Promise<ExportFile> {
  const backup = await fetchEverything(owner.userId)
  // The rows are those of the tables, and the database keeps to their columns.
  const data = backup as unknown as PlanData
  const name = `aurum-life-${owner.today}`
  const file = (suffix: string, text: string, type: string): ExportFile => ({
    name: name + suffix,
    content: new Blob([text], { type }),
    taskCount: backup.tasks.length,
  })
  switch (wish.format) {
    case 'json':
      return file('.json', formatBackup(backup), 'application/json')
    case 'csv':
      return file('-tasks.csv', formatTasksCsv(data), 'text/csv;charset=utf-8')
    case 'ics': {
      const { timeZone, calendarName } = owner
      const text = formatTasksIcs(data, { kind: wish.kind, timeZone, name: calendarName })
      const taskCount = text.split(`BEGIN:${wish.kind}`).length - 1
      return { ...file('.ics', text, 'text/calendar;charset=utf-8'), taskCount }
    }
  }
}
