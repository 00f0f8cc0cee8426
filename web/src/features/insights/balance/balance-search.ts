/** The periods to choose from, in days: those of the insights (28), and beside it a week and a quarter. */
export const PERIODS = [7, 28, 91] as const
export type Period = (typeof PERIODS)[number]
export const DEFAULT_PERIOD: Period = 28

/** What the address of the balance may say beyond that of every screen. */
export type BalanceSearch = {
  days?: Period
  /** Where one looks: ids from the pillar down, comma between them; `none` for what belongs to none. */
  at?: string
}

/** Stands for a level to which something does not belong. */
export const NONE = 'none'

const STEP = '(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|none)'
/** Pillar, area, project, task. */
const PATH = new RegExp(`^${STEP}(,${STEP}){0,3}$`, 'i')

/** Only what the balance understands; an address that was typed wrong shows all of it. */
export function parseBalanceSearch({ days, at }: Record<string, unknown>): BalanceSearch {
  const period = PERIODS.find((known) => known === Number(days))
  return {
    ...(period && period !== DEFAULT_PERIOD && { days: period }),
    ...(typeof at === 'string' && PATH.test(at) && { at }),
  }
}

/** The steps of a place, from the pillar down; null where it belongs to none. */
export const stepsOf = (at: string | undefined): (string | null)[] =>
  at === undefined ? [] : at.split(',').map((step) => (step === NONE ? null : step))

export const placeOf = (steps: readonly (string | null)[]): string | undefined =>
  steps.length === 0 ? undefined : steps.map((step) => step ?? NONE).join(',')
