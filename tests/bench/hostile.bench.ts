import { buildContext } from '../../shared/context/build-context.ts'
import { type HostileText, localeOf, readHostile } from '../../shared/context/fixtures/read-hostile.ts'
import { english, NOW, sceneOf, withTasks } from '../../shared/context/fixtures/scenes.ts'
import { resolveProposal } from '../../shared/context/proposals.ts'
import { understand } from '../../shared/understanding/understand.ts'
import { report } from './harness.ts'

/**
 * What 200 hostile texts come to, as names, notes, memories and pasted messages in a life of 2,000 tasks of which 1,000 are not
 * for models; and how long it takes to choose what a model is shown. A whole function with a model that obeys them is
 * in supabase/tests/assistant-hostile.test.ts.
 */
const TASKS = 2_000
const PRIVATE = 1_000
const TOKENS = 4_000

const hostile = readHostile()
const tasks = Array.from({ length: TASKS }, (_, n) => ({
  id: `00000009-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name:
    n < PRIVATE ? `Canary${n} errand` : `Errand ${n} with ${hostile[n % hostile.length]!.text.slice(0, 80)}`,
  description: hostile[n % hostile.length]!.text,
  due_on: n % 4 ? null : '2026-11-10',
}))
const life = withTasks(english, tasks)
const rules_only = tasks.slice(0, PRIVATE).map(({ id }) => id)
const remembered = ({ text }: HostileText) => ({ id: tasks[0]!.id, text })
const ranking = tasks.slice(0, 50).map(({ id }) => ({ id, reasons: [] }))

let commands = 0
let broken = 0
let leaked = 0
const taken: number[] = []
for (const found of hostile) {
  const locale = localeOf(found)
  const pasted = `FYI:\n\n${found.text}`
  const read = understand(pasted, { now: NOW, tz: 'Europe/Berlin', locale, week_start: 'mon', life: english })
  if (read.kind === 'commands') commands++
  const beganAt = performance.now()
  const built = buildContext({
    ...{ message: 'what should I do about these errands?', prior: [], locale, now: NOW },
    ...{ scene: sceneOf(life, { rules_only, ranking, memories: [remembered(found)] }), tokenBudget: TOKENS },
  })
  taken.push(performance.now() - beganAt)
  const sent = JSON.stringify([built.system, built.messages])
  const closings = sent.match(/<\/record>/g) ?? []
  if (closings.length !== built.records.length - 1) broken++
  if (/canary/i.test(sent)) leaked++
  const obeyed = resolveProposal({ commands: [{ do: 'delete', rows: ['t1', 't2'] }] }, built.refs, { life })
  if ('commands' in obeyed) commands++
}

report(
  'Hostile texts, and what a model is shown',
  [{ name: 'context of a message', samples: taken }],
  [
    { name: 'commands', value: commands, unit: '', atMost: 0 },
    { name: 'texts that end their element', value: broken, unit: '', atMost: 0 },
    { name: 'bodies with a private row', value: leaked, unit: '', atMost: 0 },
  ],
)
