import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawFlow, flowOf } from './flow.ts'

const task = (id: string, status = 'todo') => ({ id, name: id, status })
const waits = (task_id: string, depends_on_task_id: string) => ({ task_id, depends_on_task_id })
const names = (flow: ReturnType<typeof flowOf>) => flow.map((stage) => stage.map((step) => step.task.name))

describe('the flow of a project', () => {
  it('begins with what can start now and goes on with what waits for it', () => {
    const tasks = ['paint', 'plan', 'buy', 'clean'].map((name) => task(name))
    const links = [waits('paint', 'buy'), waits('buy', 'plan'), waits('paint', 'plan')]
    expect(names(flowOf(tasks, links))).toEqual([['plan'], ['buy'], ['paint']])
  })

  it('leaves out what is done, and what waits for nothing any more', () => {
    const tasks = [task('plan', 'completed'), task('buy'), task('paint')]
    expect(names(flowOf(tasks, [waits('buy', 'plan'), waits('paint', 'buy')]))).toEqual([['buy'], ['paint']])
    expect(flowOf(tasks, [waits('buy', 'plan')])).toEqual([])
  })

  it('puts every task after all that it waits for', () => {
    const links = fc.uniqueArray(
      fc.tuple(fc.nat(11), fc.nat(11)).filter(([from, to]) => from > to),
      { selector: String },
    )
    fc.assert(
      fc.property(links, (pairs) => {
        const tasks = Array.from({ length: 12 }, (_, n) => task(`t${n}`))
        const flow = flowOf(
          tasks,
          pairs.map(([from, to]) => waits(`t${from}`, `t${to}`)),
        )
        const stage = new Map(flow.flatMap((steps, n) => steps.map((step) => [step.task.id, n] as const)))
        for (const [from, to] of pairs) expect(stage.get(`t${from}`)).toBeGreaterThan(stage.get(`t${to}`)!)
        expect(drawFlow(flow).lines).toHaveLength(pairs.length)
      }),
    )
  })

  it('comes to an end even where two changes under way make a circle', () => {
    const tasks = [task('hen'), task('egg')]
    expect(flowOf(tasks, [waits('hen', 'egg'), waits('egg', 'hen')]).flat()).toHaveLength(2)
  })

  it('is drawn without two boxes in one place', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((name) => task(name))
    const { boxes } = drawFlow(
      flowOf(tasks, [waits('b', 'a'), waits('c', 'a'), waits('d', 'b'), waits('e', 'c')]),
    )
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(5)
  })
})
