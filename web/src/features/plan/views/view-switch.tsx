import { useMemo } from 'react'
import { type Command, useCommands } from '../../../lib/commands.ts'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { PLAN_VIEWS, type PlanView } from '../plan-search.ts'
import { usePlanText } from '../plan-text.ts'

type ViewSwitchProps = { view: PlanView; onView: (view: PlanView) => void }

/** One plan, seen as tree, list, board or matrix; the keys 1 to 4 switch. */
export function ViewSwitch({ view, onView }: ViewSwitchProps) {
  const t = usePlanText()

  const commands = useMemo(
    () =>
      PLAN_VIEWS.map((each, index): Command => ({
        id: `view-${each}`,
        label: t('commands.view', { view: t(`views.${each}`) }),
        group: 'view',
        keys: String(index + 1),
        run: () => onView(each),
      })),
    [t, onView],
  )
  useCommands(commands)

  return (
    <RadioRow
      legend={t('views.legend')}
      isLegendHidden
      value={view}
      options={PLAN_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
      onChange={onView}
    />
  )
}
