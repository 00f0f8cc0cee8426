import { createPlanTools, finishPlan } from './finish-plan.ts'
import { emptyRows } from './import-rows.ts'
import { createFileContext } from './plan-context.ts'
import { planFile } from './plan-file.ts'
import { identifyFiles } from './project-name.ts'
import type { PlanInput, PlanResult } from './source-format.ts'
import { buildOutline } from './todoist-outline.ts'
import { readTodoistTables } from './todoist-table.ts'

/**
 * Turns Todoist files into rows of ours, without touching anything: pure, and the same input gives the same rows,
 * so an import that is repeated finds its rows there already. Every source cell gets a verdict in the ledger.
 */
export function planTodoist(input: PlanInput): PlanResult {
  const { tables, problems } = readTodoistTables(input.files)
  if (problems.length > 0) return { ok: false, problems }

  const tools = createPlanTools('todoist', input)
  const { book, warnings, mapping } = tools
  const planned = emptyRows()
  let order = 1000

  const keys = identifyFiles(tables.map(({ file }) => file.name)).map(({ key }) => key)
  tables.forEach((table, i) => {
    const { file, headerLine, header, rows } = table
    book
      .openRow(file.name, headerLine, header.names, header.names)
      .settleRest({ verdict: 'derived', target: 'column names' })
    const choice = mapping.files[keys[i]!]
    if (!choice?.include) {
      for (const row of rows) {
        book
          .openRow(file.name, row.line, header.names, row.cells)
          .settleRest({ verdict: 'dropped', reason: 'file_left_out' })
      }
      return
    }
    const outline = buildOutline(table)
    warnings.push(...outline.warnings)
    const context = createFileContext(table, keys[i]!, choice, tools)
    const filed = planFile(context, outline, tools.labels, tools.places, () => ++order)
    planned.areas.push(...filed.areas)
    planned.projects.push(...filed.projects)
    for (const task of filed.tasks) planned.tasks.push(task)
    for (const link of filed.task_labels) planned.task_labels.push(link)
  })
  return finishPlan(planned, tools)
}
