export type FlowTask = { id: string; name: string; status: string }
export type FlowLink = { task_id: string; depends_on_task_id: string }

/** An open task, and the open ones it waits for. */
export type FlowStep = { task: FlowTask; waitsFor: readonly FlowTask[] }

/** Open tasks that wait or are waited for, in stages: each waits only for tasks of the stages before it. */
export type Flow = readonly (readonly FlowStep[])[]

/**
 * Who waits for whom. The first stage can start now; a task stands one stage after the last of those it waits for.
 * Done tasks hold nothing up and are left out.
 */
export function flowOf(tasks: readonly FlowTask[], links: readonly FlowLink[]): Flow {
  const open = new Map(tasks.filter(({ status }) => status !== 'completed').map((task) => [task.id, task]))
  const blockers = new Map<string, FlowTask[]>()
  const linked = new Set<string>()
  for (const { task_id, depends_on_task_id } of links) {
    const blocker = open.get(depends_on_task_id)
    if (!blocker || !open.has(task_id)) continue
    blockers.set(task_id, [...(blockers.get(task_id) ?? []), blocker])
    linked.add(task_id).add(depends_on_task_id)
  }

  const stages: FlowStep[][] = []
  const placed = new Map<string, number>()
  // The database refuses circles, but two changes under way may show one for a moment.
  const stageOf = (id: string, above: ReadonlySet<string>): number => {
    const known = placed.get(id)
    if (known !== undefined) return known
    const waits = (blockers.get(id) ?? []).filter((blocker) => !above.has(blocker.id))
    const stage = Math.max(-1, ...waits.map((blocker) => stageOf(blocker.id, new Set([...above, id])))) + 1
    placed.set(id, stage)
    return stage
  }
  for (const [id, task] of open) {
    if (!linked.has(id)) continue
    const stage = stageOf(id, new Set([id]))
    while (stages.length <= stage) stages.push([])
    stages[stage]?.push({ task, waitsFor: blockers.get(id) ?? [] })
  }
  return stages.filter((stage) => stage.length > 0)
}

export const BOX = { width: 168, height: 36, gapX: 56, gapY: 12 } as const

export type FlowDrawing = {
  width: number
  height: number
  boxes: readonly { task: FlowTask; x: number; y: number }[]
  lines: readonly { key: string; path: string }[]
}

/** The same as boxes and lines, from left to right. */
export function drawFlow(flow: Flow): FlowDrawing {
  const tallest = Math.max(0, ...flow.map((stage) => stage.length))
  const height = tallest * (BOX.height + BOX.gapY) - BOX.gapY
  const boxes = flow.flatMap((stage, column) => {
    // Short stages stand in the middle, so that lines stay short.
    const top = (height - (stage.length * (BOX.height + BOX.gapY) - BOX.gapY)) / 2
    return stage.map(({ task }, row) => ({
      task,
      x: column * (BOX.width + BOX.gapX),
      y: top + row * (BOX.height + BOX.gapY),
    }))
  })
  const at = new Map(boxes.map((box) => [box.task.id, box]))
  const lines = flow.flat().flatMap(({ task, waitsFor }) =>
    waitsFor.flatMap((blocker) => {
      const [from, to] = [at.get(blocker.id), at.get(task.id)]
      if (!from || !to) return []
      const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
      const [x2, y2] = [to.x, to.y + BOX.height / 2]
      const bend = BOX.gapX / 2
      return [
        {
          key: `${blocker.id} ${task.id}`,
          path: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
        },
      ]
    }),
  )
  const width = Math.max(0, flow.length * (BOX.width + BOX.gapX) - BOX.gapX)
  return { width, height: Math.max(0, height), boxes, lines }
}
