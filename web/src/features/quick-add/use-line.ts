import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { parseQuickAdd } from '../../../../shared/quick-add/parse-quick-add.ts'
import { createStore, useStore } from '../../lib/external-store.ts'
import { MAX_TASK_NAME, newTask } from '../../lib/new-task.ts'
import { areaQueries, labelQueries, projectQueries } from '../../lib/plan-queries.ts'
import { useProfile } from '../../lib/profile.ts'
import { useQuickAddLanguage } from '../../lib/quick-add-language.ts'
import type { QuickAddPreset } from '../../lib/quick-add.ts'
import { useNow } from '../../lib/use-now.ts'
import { dismiss, type Draft, editDraft, EMPTY_DRAFT, mask, type Span } from './dismissed.ts'
import { taskDraft } from './draft-task.ts'
import { knownNames, newProjectPlace } from './known-names.ts'
import { type NameToken, unknownNames } from './names.ts'
import { type NewTask, useSaveTask } from './save-task.ts'

/** Names the person has said yes to: they come into being with the task. */
type Wanted = { projects: readonly string[]; labels: readonly string[] }

export type LineError = 'empty' | 'onlyChips' | 'long'

const NOTHING_WANTED: Wanted = { projects: [], labels: [] }
const NONE: readonly never[] = []

/** What was typed outlives the dialog: closing it is no way to lose a thought. */
const draftStore = createStore<Draft>(EMPTY_DRAFT)

function useKnown() {
  const quiet = { throwOnError: false }
  const { data: projects = NONE } = useQuery({ ...projectQueries.all(), ...quiet })
  const { data: areas = NONE } = useQuery({ ...areaQueries.all(), ...quiet })
  const { data: labels = NONE } = useQuery({ ...labelQueries.all(), ...quiet })
  const known = useMemo(() => knownNames(projects, areas, labels), [projects, areas, labels])
  return { known, areas, projects }
}

/** One line that becomes a task: its text, what was understood of it, and keeping it. */
export function useLine(preset: QuickAddPreset) {
  const draft = useStore(draftStore)
  const [wanted, setWanted] = useState(NOTHING_WANTED)
  const [error, setError] = useState<LineError | null>(null)
  const { time_zone, week_start } = useProfile()
  const locale = useQuickAddLanguage()
  const now = useNow()
  const { known, areas, projects } = useKnown()
  const { run } = useSaveTask()

  const names = useMemo(
    () => ({
      projects: [...known.projects.keys(), ...wanted.projects],
      labels: [...known.labels.keys(), ...wanted.labels],
    }),
    [known, wanted],
  )
  const understood = useMemo(() => {
    const { masked, unmask } = mask(draft)
    const result = parseQuickAdd(masked, {
      now: now.toISOString(),
      tz: time_zone,
      locale,
      week_start: week_start === 0 ? 'sun' : 'mon',
      known: names,
    })
    return { ...result, title: unmask(result.title) }
  }, [draft, now, time_zone, locale, week_start, names])

  useEffect(() => {
    if (preset.text) draftStore.set({ text: preset.text, dismissed: [] })
  }, [preset.text])

  const set = (next: Draft) => {
    setError(null)
    draftStore.set(next)
  }

  const problem = (): LineError | null => {
    if (draft.text.trim() === '') return 'empty'
    if (understood.error || understood.title === '') return 'onlyChips'
    return understood.title.length > MAX_TASK_NAME ? 'long' : null
  }

  const assemble = (): NewTask => {
    const path = understood.project
    const projectId = path === null ? preset.projectId : known.projects.get(path)
    const isNew = path !== null && projectId === undefined
    const newProject = isNew ? { id: crypto.randomUUID(), ...newProjectPlace(path, areas) } : null
    const newLabels = understood.labels
      .filter((name) => !known.labels.has(name))
      .map((name) => ({ id: crypto.randomUUID(), name }))
    return {
      task: newTask(taskDraft(draft.text, understood, preset, newProject?.id ?? projectId ?? null)),
      newProject,
      newLabels,
      labelIds: understood.labels.map(
        (name) => known.labels.get(name) ?? newLabels.find((label) => label.name === name)?.id ?? '',
      ),
    }
  }

  /** Keeps the task and empties the line; null when there is nothing to keep. What is refused comes back. */
  const save = (): NewTask['task'] | null => {
    const found = problem()
    setError(found)
    if (found) return null
    const made = assemble()
    void run(made).then((isKept) => {
      if (!isKept && draftStore.get().text === '') draftStore.set(draft)
    })
    draftStore.set(EMPTY_DRAFT)
    setWanted(NOTHING_WANTED)
    return made.task
  }

  return {
    text: draft.text,
    understood,
    error,
    names,
    projects,
    isNew: (kind: NameToken['kind'], name: string) =>
      (kind === 'project' ? wanted.projects : wanted.labels).includes(name),
    unknown: unknownNames(draft.text, [...understood.chips, ...draft.dismissed]),
    edit: (text: string) => set(editDraft(draft, text)),
    dismiss: (span: Span) => set(dismiss(draft, span)),
    want: ({ kind, name }: NameToken) =>
      setWanted((current) =>
        kind === 'project'
          ? { ...current, projects: [...current.projects, name] }
          : { ...current, labels: [...current.labels, name] },
      ),
    save,
  }
}

export type Line = ReturnType<typeof useLine>
