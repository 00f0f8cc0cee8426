/** What a column of a table can mean. `keep` puts its text into the details of the task, `skip` leaves it out. */
export const columnRoles = [
  'name',
  'notes',
  'project',
  'area',
  'section',
  'due',
  'due_time',
  'start',
  'deadline',
  'priority',
  'labels',
  'status',
  'completed',
  'duration',
  'energy',
  'recurrence',
  'reminder',
  'id',
  'parent',
  'keep',
  'skip',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** How the numbers of a day like 03/04/2026 are read; days that begin with the year need no choice. */
export const dateOrders = ['dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** Roles only one column can have. */
export const isUnique = (role: ColumnRole) => !['notes', 'labels', 'keep', 'skip'].includes(role)

/** Header names of other products and of spreadsheets, in English and German, without case and punctuation. */
const names: Partial<Record<ColumnRole, readonly string[]>> = {
  name: [
    'name',
    'title',
    'task',
    'taskname',
    'tasktitle',
    'subject',
    'summary',
    'todo',
    'item',
    'content',
  ].concat(['titel', 'aufgabe', 'aufgabenname', 'betreff', 'bezeichnung', 'was', 'issue', 'cardname']),
  notes: [
    'notes',
    'note',
    'description',
    'details',
    'body',
    'comment',
    'comments',
    'text',
    'carddescription',
  ].concat(['notiz', 'notizen', 'beschreibung', 'bemerkung', 'bemerkungen', 'kommentar', 'inhalt']),
  project: ['project', 'projects', 'list', 'listname', 'board', 'projectname', 'tasklist'].concat([
    'projekt',
    'projekte',
    'liste',
    'projektname',
  ]),
  area: ['area', 'folder', 'space', 'foldername', 'bereich', 'ordner', 'lebensbereich'],
  section: [
    'section',
    'sectioncolumn',
    'column',
    'bucket',
    'bucketname',
    'abschnitt',
    'spalte',
    'group',
    'gruppe',
  ],
  due: [
    'due',
    'duedate',
    'dueon',
    'dueat',
    'date',
    'when',
    'scheduled',
    'do',
    'dodate',
    'todate',
    'enddate',
  ].concat([
    'fallig',
    'falligam',
    'falligkeit',
    'falligkeitsdatum',
    'datum',
    'termin',
    'enddatum',
    'bis',
    'wann',
  ]),
  due_time: ['time', 'duetime', 'uhrzeit', 'zeit'],
  start: ['start', 'startdate', 'starton', 'from', 'startdatum', 'beginn', 'begin', 'von', 'ab'],
  deadline: ['deadline', 'deadlineon', 'frist', 'stichtag', 'spatestens'],
  priority: ['priority', 'prio', 'importance', 'urgency', 'prioritat', 'wichtigkeit', 'dringlichkeit'],
  labels: ['labels', 'label', 'tags', 'tag', 'categories', 'category', 'context', 'contexts'].concat([
    'etiketten',
    'etikett',
    'schlagworte',
    'schlagworter',
    'kategorie',
    'kategorien',
    'kontext',
    'stichworte',
  ]),
  status: [
    'status',
    'state',
    'done',
    'completed',
    'complete',
    'iscompleted',
    'checked',
    'progress',
    'finished',
  ].concat(['zustand', 'erledigt', 'fertig', 'abgeschlossen', 'stand', 'fortschritt']),
  completed: [
    'completedat',
    'completedon',
    'completiondate',
    'completedtime',
    'completeddate',
    'datecompleted',
  ].concat(['erledigtam', 'abgeschlossenam', 'fertigam']),
  duration: [
    'duration',
    'durationminutes',
    'minutes',
    'estimate',
    'estimatedtime',
    'timeestimate',
    'effort',
    'length',
  ].concat(['dauer', 'minuten', 'aufwand', 'geschatztedauer', 'schatzung']),
  energy: ['energy', 'energylevel', 'energie'],
  recurrence: ['recurrence', 'repeat', 'repeats', 'recurring', 'rrule', 'wiederholung', 'wiederholt'],
  reminder: ['reminder', 'remindat', 'reminderat', 'erinnerung', 'erinnern'],
  skip: ['pillar'],
  id: ['id', 'taskid', 'uid', 'uuid', 'gid', 'key', 'kennung'],
  parent: [
    'parent',
    'parentid',
    'parenttask',
    'parenttaskid',
    'ubergeordnet',
    'ubergeordneteaufgabe',
    'elternaufgabe',
  ],
}

const bare = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z]/g, '')

const roleByName = new Map(
  Object.entries(names).flatMap(([role, all]) =>
    all.map((name): [string, ColumnRole] => [name, role as ColumnRole]),
  ),
)

/** What the columns mean, as far as their names say; a meaning that is taken or not known is kept as text. */
export function guessRoles(header: readonly string[]): ColumnRole[] {
  const taken = new Set<ColumnRole>()
  const roles = header.map((name): ColumnRole => {
    const role = roleByName.get(bare(name)) ?? 'keep'
    if (isUnique(role) && taken.has(role)) return 'keep'
    taken.add(role)
    return role
  })
  const first = roles.indexOf('keep')
  // A table needs something to call its tasks: the notes, or else the first column nobody knows.
  if (!taken.has('name')) {
    const at = roles.includes('notes') ? roles.indexOf('notes') : first
    if (at >= 0) roles[at] = 'name'
  }
  return roles
}
