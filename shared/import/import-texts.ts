/** The words an import writes into the person's own data; given by the caller in the person's language. */
export interface ImportTexts {
  importedPillar: string
  importedArea: string
  details: string
  comments: string
  /** Holds {name}. */
  continued: string
  untitled: string
  fullName: string
  date: string
  deadline: string
  duration: string
  responsible: string
  section: string
  importedAreaTicktick: string
  importedAreaIcs: string
  importedAreaCsv: string
  repeats: string
  reminder: string
  /** The label of what was a note in TickTick. */
  note: string
  location: string
  status: string
}

export const englishTexts: ImportTexts = {
  importedPillar: 'Imported',
  importedArea: 'Todoist',
  details: 'Imported details',
  comments: 'Comments',
  continued: '{name} (continued)',
  untitled: 'Untitled task',
  fullName: 'Full name',
  date: 'Date in Todoist',
  deadline: 'Deadline in Todoist',
  duration: 'Duration in Todoist',
  responsible: 'Assigned to',
  section: 'Section',
  importedAreaTicktick: 'TickTick',
  importedAreaIcs: 'Calendars',
  importedAreaCsv: 'Tables',
  repeats: 'Repeats',
  reminder: 'Reminder',
  note: 'note',
  location: 'Location',
  status: 'Status',
}
