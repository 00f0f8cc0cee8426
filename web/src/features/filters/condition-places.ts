import {
  ENERGIES,
  isGroup,
  LEVELS,
  PRIORITIES,
  STATUSES,
  type Term,
} from '../../../../shared/filters/filter.ts'
import { parseFilter } from '../../../../shared/filters/parse.ts'
import { printTerm } from '../../../../shared/filters/print.ts'
import type { Place } from '../../lib/places.ts'
import type { Area, Label, Pillar, Project } from '../../lib/plan-queries.ts'
import { termText, type Wording } from './term-text.ts'

const DAYS = [
  'due:today', 'due:overdue', 'due:tomorrow', 'due:<=7d', 'due:none', 'deadline:<=7d', 'deadline:any',
  'start:>today', 'created:<=7d', 'completed:<=7d',
] // prettier-ignore
const STATES = ['is:open', 'is:done', 'is:blocked', 'is:recurring', 'is:inbox']
const DURATIONS = ['duration:<=15m', 'duration:<=30m', 'duration:<=60m', 'duration:>60m', 'duration:none']

export type Known = {
  pillars: readonly Pillar[]
  areas: readonly Area[]
  projects: readonly Project[]
  labels: readonly Label[]
}

/** The one condition that a text is. */
export function readTerm(text: string): Term | null {
  const parsed = parseFilter(text)
  if ('error' in parsed) return null
  const { ast } = parsed
  return isGroup(ast) || ast.kind === 'not' ? null : ast
}

/** Everything that can be chosen as a condition, under headings; the id of a line is the condition as text. */
export function conditionPlaces({ pillars, areas, projects, labels }: Known, wording: Wording): Place[] {
  const { t } = wording
  const section = (
    heading: string,
    terms: readonly (Term | null)[],
    icons: readonly string[] = [],
  ): Place[] => {
    const lines = terms.flatMap((term, index): Place[] => {
      if (!term) return []
      const id = printTerm(term)
      const name = termText(term, wording)
      return [{ key: id, id, name, icon: icons[index] ?? null, depth: 1, isSelectable: true, path: heading }]
    })
    if (lines.length === 0) return []
    return [
      {
        key: `heading-${heading}`,
        id: heading,
        name: heading,
        icon: null,
        depth: 0,
        isSelectable: false,
        path: '',
      },
      ...lines,
    ]
  }
  const rows = {
    project: projects.filter(({ archived }) => !archived),
    area: areas.filter(({ archived }) => !archived),
    pillar: pillars.filter(({ archived }) => !archived),
  }

  return [
    ...section(t('headings.day'), DAYS.map(readTerm)),
    ...section(
      t('priority'),
      PRIORITIES.map((priority) => ({ kind: 'priority', priority })),
    ),
    ...section(t('headings.state'), [
      ...STATES.map(readTerm),
      ...STATUSES.map((status): Term => ({ kind: 'status', status })),
    ]),
    ...section(
      t('label'),
      [...labels.map(({ name }) => name), null].map((name) => ({ kind: 'label', name })),
    ),
    ...LEVELS.flatMap((level) =>
      section(
        t(`levels.${level}`),
        rows[level].map(({ name }) => ({ kind: 'place', level, name })),
        rows[level].map(({ icon }) => icon),
      ),
    ),
    ...section(
      t('energy'),
      [...ENERGIES, null].map((energy) => ({ kind: 'energy', energy })),
    ),
    ...section(t('duration'), DURATIONS.map(readTerm)),
  ]
}
