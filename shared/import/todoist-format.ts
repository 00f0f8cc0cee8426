import { mappingOf, todoistPriorities } from './mapping.ts'
import { planTodoist } from './plan-todoist.ts'
import { identifyFiles, isInboxName } from './project-name.ts'
import { isBlank, isTable } from './source-file.ts'
import type { DetectedFile, SourceFormat } from './source-format.ts'
import { isTodoistHeader } from './todoist-header.ts'
import { buildOutline, type OutlineTask } from './todoist-outline.ts'
import { readTodoistTables, type TodoistTable } from './todoist-table.ts'

const SAMPLE_SIZE = 5

function priorityOf({ row }: OutlineTask): string {
  const text = row.text('PRIORITY')
  if (text === '') return 'empty'
  return /^[1-4]$/.test(text) ? text : 'other'
}

function depthOf(task: OutlineTask): number {
  let depth = 0
  for (let above = task.parent; above; above = above.parent) depth++
  return depth
}

function describe(table: TodoistTable, key: string, projectName: string): DetectedFile {
  const { tasks, sections } = buildOutline(table)
  const priorities = { '1': 0, '2': 0, '3': 0, '4': 0, empty: 0, other: 0 }
  for (const task of tasks) priorities[priorityOf(task) as keyof typeof priorities]++
  return {
    file: table.file.name,
    key,
    projectName,
    folder: null,
    isInbox: isInboxName(projectName),
    generation: table.header.age,
    counts: {
      tasks: tasks.length,
      subTasks: tasks.filter((task) => task.parent).length,
      sections: sections.length,
      notes: table.rows.filter((row) => row.kind === 'note').length,
      dated: tasks.filter((task) => task.row.text('DATE') !== '').length,
      past: 0,
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

/** Todoist's CSV: one project per file, its name in the name of the file. */
export const todoistFormat: SourceFormat = {
  name: 'todoist',
  recognises: (file) => isTable(file) && isTodoistHeader(file.rows.find((row) => !isBlank(row)) ?? []),
  detect(files) {
    const { tables, problems } = readTodoistTables(files)
    const identities = identifyFiles(tables.map(({ file }) => file.name))
    const detected = tables.map((table, i) => describe(table, identities[i]!.key, identities[i]!.name))
    return {
      files: detected,
      problems,
      mapping: mappingOf(detected, { priorities: todoistPriorities(1) }),
      table: null,
    }
  },
  plan: planTodoist,
}
