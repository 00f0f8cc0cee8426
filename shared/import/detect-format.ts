import { problem, type ImportProblem, type ImportWarning } from './import-problem.ts'
import { identifyFiles, isInboxName } from './project-name.ts'
import type { TodoistAge } from './todoist-header.ts'
import { buildOutline, type OutlineTask } from './todoist-outline.ts'
import { readTodoistTable, type SourceFile, type TodoistTable } from './todoist-table.ts'

/** PRIORITY as it stands in the file. */
export const sourcePriorities = ['1', '2', '3', '4', 'empty', 'other'] as const
export type SourcePriority = (typeof sourcePriorities)[number]

/** A task as the preview shows it: depth from 0, texts as they stand in the file. */
export interface TaskSample {
  depth: number
  content: string
  priority: string
  date: string
}

/** What a file holds, before anything is decided. */
export interface DetectedFile {
  file: string
  /** The same for every export of this project; keys the mapping. */
  key: string
  projectName: string
  isInbox: boolean
  age: TodoistAge
  /** `tasks` counts sub-tasks too. */
  counts: { tasks: number; subTasks: number; sections: number; notes: number; dated: number }
  priorities: Record<SourcePriority, number>
  samples: TaskSample[]
}

export interface Detection {
  /** The only format known so far; null when a file is something else. */
  format: 'todoist' | null
  files: DetectedFile[]
  problems: ImportProblem[]
  /** Files that were left aside, such as pictures in a backup. */
  skipped: ImportWarning[]
}

const SAMPLE_SIZE = 5
const ROWS_MAX = 50_000

function priorityOf({ row }: OutlineTask): SourcePriority {
  const text = row.text('PRIORITY')
  if (text === '') return 'empty'
  return sourcePriorities.slice(0, 4).find((priority) => priority === text) ?? 'other'
}

function depthOf(task: OutlineTask): number {
  let depth = 0
  for (let above = task.parent; above; above = above.parent) depth++
  return depth
}

function describe(table: TodoistTable, key: string, projectName: string): DetectedFile {
  const { tasks, sections } = buildOutline(table)
  const priorities = { '1': 0, '2': 0, '3': 0, '4': 0, empty: 0, other: 0 }
  for (const task of tasks) priorities[priorityOf(task)]++
  return {
    file: table.file.name,
    key,
    projectName,
    isInbox: isInboxName(projectName),
    age: table.header.age,
    counts: {
      tasks: tasks.length,
      subTasks: tasks.filter((task) => task.parent).length,
      sections: sections.length,
      notes: table.rows.filter((row) => row.kind === 'note').length,
      dated: tasks.filter((task) => task.row.text('DATE') !== '').length,
    },
    priorities,
    samples: tasks.slice(0, SAMPLE_SIZE).map((task) => ({
      depth: depthOf(task),
      content: task.row.text('CONTENT'),
      priority: task.row.text('PRIORITY'),
      date: task.row.text('DATE'),
    })),
  }
}

/** Reads the files as Todoist exports. Any file that is not one is a problem: nothing is imported by half. */
export function detectFormat(files: readonly SourceFile[]): Detection {
  const problems: ImportProblem[] = []
  const tables: TodoistTable[] = []
  for (const file of files) {
    const table = readTodoistTable(file)
    if ('code' in table) problems.push(table)
    else tables.push(table)
  }
  const identities = identifyFiles(tables.map(({ file }) => file.name))
  const detected = tables.map((table, i) => describe(table, identities[i]!.key, identities[i]!.name))
  const rowCount = tables.reduce((count, { rows }) => count + rows.length, 0)
  if (rowCount > ROWS_MAX)
    problems.push(problem('too_many_rows', files[0]!.name, null, { count: rowCount, max: ROWS_MAX }))
  if (problems.length === 0 && !detected.some(({ counts }) => counts.tasks + counts.sections > 0)) {
    problems.push(problem('no_tasks', files[0]?.name ?? ''))
  }
  return { format: problems.length === 0 ? 'todoist' : null, files: detected, problems, skipped: [] }
}
