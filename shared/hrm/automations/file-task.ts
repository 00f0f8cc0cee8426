import type { Project, Task } from '../snapshot.ts'
import { partsOf } from '../word-match.ts'
import type { Plan, Proposal } from './scene.ts'

/** A project with fewer tasks says too little of what belongs to it. */
const LEAST_TASKS = 3
const LEAST_LETTERS = 3
/** A word that so many tasks of a project have counts in full. */
const FULLY_KNOWN = 2
const LEAST_LIKENESS = 0.6
const LEAST_LEAD = 0.3
const LEAST_ALIKE = 2
const MOST_SHOWN = 5

const STOP_WORDS = new Set(
  (
    'the and for with from into about this that your our their not all new one two get ' +
    'der die das den dem des ein eine einen einem einer und für mit von vom zum zur aus bei auf über nach ' +
    'ist sind nicht alle neue neuen noch mal wie was'
  ).split(' '),
)

const wordsOf = (text: string): Set<string> =>
  new Set(
    partsOf(text.normalize('NFC')).filter(
      (word) => word.length >= LEAST_LETTERS && !/^\d+$/.test(word) && !STOP_WORDS.has(word),
    ),
  )

interface Known {
  project: Project
  ofName: ReadonlySet<string>
  /** The tasks of the project by each of their words. */
  byWord: ReadonlyMap<string, readonly Task[]>
}

interface Likeness {
  known: Known
  /** 0 to 1: of what the words of the task say, how much is at home in the project. */
  share: number
}

/**
 * For each task without a project: the one whose tasks it clearly resembles, by the words of their names. A word that few
 * projects have says more than one that many have; where a second project comes near, nothing is proposed.
 */
export function proposeProjects({ snapshot: { tasks, projects, today } }: Plan): Proposal[] {
  const known = projects
    .filter(({ status }) => status === 'not_started' || status === 'in_progress')
    .map((project) => learn(project, tasks))
    .filter((each) => each !== null)
  const countOf = new Map<string, number>()
  for (const { byWord, ofName } of known) {
    for (const word of new Set([...byWord.keys(), ...ofName])) countOf.set(word, (countOf.get(word) ?? 0) + 1)
  }
  // What no project knows speaks against each of them.
  const weightOf = (word: string) => Math.log(1 + known.length / (countOf.get(word) ?? 1))

  return tasks
    .filter((task) => task.project_id === null && task.parent_task_id === null && task.status !== 'completed')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((task): Proposal[] => {
      const words = [...wordsOf(task.name)].sort()
      const [best, second] = known
        .map((each) => ({ known: each, share: shareOf(words, each, weightOf) }))
        .sort((a, b) => b.share - a.share || (a.known.project.id < b.known.project.id ? -1 : 1))
      if (!best || best.share < LEAST_LIKENESS || best.share - (second?.share ?? 0) < LEAST_LEAD) return []
      const alike = [...new Set(words.flatMap((word) => best.known.byWord.get(word) ?? []))]
      if (alike.length < LEAST_ALIKE) return []
      return [propose(task, best, second?.share ?? 0, alike, words, today)]
    })
}

function learn(project: Project, tasks: readonly Task[]): Known | null {
  const own = tasks.filter(({ project_id }) => project_id === project.id)
  if (own.length < LEAST_TASKS) return null
  const byWord = new Map<string, Task[]>()
  for (const task of own) {
    for (const word of wordsOf(task.name)) byWord.set(word, [...(byWord.get(word) ?? []), task])
  }
  return { project, ofName: wordsOf(project.name), byWord }
}

function shareOf(words: readonly string[], { byWord, ofName }: Known, weightOf: (word: string) => number) {
  let [all, shared] = [0, 0]
  for (const word of words) {
    const count = (byWord.get(word)?.length ?? 0) + (ofName.has(word) ? 1 : 0)
    all += weightOf(word)
    shared += weightOf(word) * Math.min(1, count / FULLY_KNOWN)
  }
  return all === 0 ? 0 : shared / all
}

const percent = (share: number): number => Math.round(share * 100)

function propose(
  task: Task,
  { known: { project, byWord, ofName }, share }: Likeness,
  second: number,
  alike: readonly Task[],
  words: readonly string[],
  today: string,
): Proposal {
  const shared = words.filter((word) => byWord.has(word) || ofName.has(word))
  const shown = [...alike].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST_SHOWN)
  const ids = shown.map(({ id }) => id)
  return {
    category: 'file_task',
    task_id: task.id,
    task_name: task.name,
    from_value: null,
    to_value: project.id,
    evidence: {
      rules: [],
      parameters: { today, least_likeness: percent(LEAST_LIKENESS), least_lead: percent(LEAST_LEAD) },
      rows: [
        { table: 'projects', id: project.id, name: project.name, values: { status: project.status } },
        ...shown.map(({ id, name, status }) => ({ table: 'tasks', id, name, values: { status } })),
      ],
      n: alike.length,
      values: [
        { key: 'likeness', value: percent(share), unit: 'percent', rows: ids },
        { key: 'second', value: percent(second), unit: 'percent', rows: [] },
        { key: 'words', value: shared.join(', ').slice(0, 200), unit: 'text', rows: ids },
      ],
    },
  }
}
