import { german } from './words-de.ts'
import { english } from './words-en.ts'
import type { Snapshot, Task } from './snapshot.ts'

export type HrmLocale = 'en' | 'de'
type Category = Task['category']

/** The texts of one insight. What they name and count is what the evidence is made of. */
export interface DraftTexts {
  title: string
  summary: string
  /** What the person can do, the best first; at least two. */
  recommendations: readonly [string, string, ...string[]]
  /** What comes of it when nothing changes, or what it is good for. */
  consequence: string
}

/** Names of rows, the first few, and how many are left unnamed. */
export interface Named {
  names: readonly string[]
  more: number
}

/** Why a rule scores as it does: one clause each, small at its start where the language allows, no full stop. */
export interface ReasonWords {
  noDay: string
  overdue(days: number): string
  due(days: number, clock: string | null): string
  goodHour(category: string): string
  energy(category: string, fits: boolean | null): string
  noPillar: string
  serves(pillar: string): string
  sameContext(name: string): string
  otherContext(name: string): string
  skill(group: string): string
  matches: string
  waitsForNothing: string
  ready: string
  blocked(names: readonly string[], more: number): string
  competes(name: string): string
  helps(name: string): string
  stalled(name: string, days: number): string
  moves(name: string, count: number, days: number, isWell: boolean): string
  share(sphere: string, lived: number, target: number): string
}

/** One function for each kind of insight. Days are `YYYY-MM-DD`, percentages 0 to 100. */
export interface DraftWords {
  obstacle(p: { task: string; blockers: Named; dueOn: string | null }): DraftTexts
  cascade(p: { task: string; count: number; waiting: Named }): DraftTexts
  priority(p: { task: string; reasons: readonly string[]; isHigh: boolean }): DraftTexts
  stalled(p: { project: string; days: number; open: number; next: string }): DraftTexts
  well(p: { project: string; count: number; days: number; done: number; all: number }): DraftTexts
  risk(p: {
    project: string
    open: number
    deadlineOn: string
    left: number
    pace: number
    days: number
    needed: number | null
  }): DraftTexts
  conflict(p: { first: string; second: string; firstOn: string; secondOn: string; apart: number }): DraftTexts
  synergy(p: { helper: string; helped: string; count: number }): DraftTexts
  imbalance(p: { sphere: string; lived: number; target: number; minutes: number; days: number }): DraftTexts
  completion(p: { done: number; all: number; percent: number; days: number; isHigh: boolean }): DraftTexts
  almostDone(p: { project: string; done: number; all: number; percent: number; left: Named }): DraftTexts
  overdue(p: { count: number; tasks: Named; first: string; days: number }): DraftTexts
  noPillars(): DraftTexts
  noProjects(): DraftTexts
  emptyPillars(p: { count: number; pillars: Named }): DraftTexts
  emptyProjects(p: { count: number; projects: Named }): DraftTexts
  mostActive(p: { project: string; count: number; days: number }): DraftTexts
  journalEmpty(): DraftTexts
  journalKept(p: { count: number; days: number }): DraftTexts
  journalLapsed(p: { days: number; lastOn: string }): DraftTexts
  share(p: {
    pillar: string
    declared: number
    lived: number
    minutes: number
    all: number
    days: number
  }): DraftTexts
  unassigned(p: { percent: number; minutes: number; all: number; days: number }): DraftTexts
  focus(p: { tasks: readonly { name: string; reason: string }[] }): DraftTexts
}

/** Why a level stands in a reasoning path. */
export interface PathWords {
  global: string
  pillar(declared: number | null): string
  area(importance: number): string
  project(done: number, all: number): string
}

/** All the engine says, in one language. */
export interface HrmWords {
  categories: Record<Category, string>
  /** A sphere of life; codes an admin added are shown as they are. */
  sphere(code: string): string
  reasons: ReasonWords
  path: PathWords
  drafts: DraftWords
  /** How much was looked at. */
  basis(rows: number): string
  /** A clause as a sentence. */
  sentence(clause: string): string
}

export const HRM_WORDS: Record<HrmLocale, HrmWords> = { en: english, de: german }

/** The language of the texts: German for German locales, English for all others. */
export const localeOf = (locale: Snapshot['locale']): HrmLocale => (locale.startsWith('de') ? 'de' : 'en')
