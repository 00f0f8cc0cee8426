import { RotateCcw } from 'lucide-react'
import type { Rule } from '../../../../../shared/hrm/rule.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Range } from '../../../ui/range.tsx'
import { SliderField } from '../../../ui/slider-field.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleDescription, ruleName } from '../rule-names.ts'
import { percentOf } from '../words.ts'

type WeightRowProps = {
  rule: Rule
  /** 0 to 1. */
  weight: number
  /** The person has set it, or learning has. */
  isOwn: boolean
  /** While the slider moves. */
  onChange: (weight: number) => void
  /** When it has been let go. */
  onSettle: (weight: number) => void
  onReset: () => void
}

const STEP_PERCENT = 5

/** One rule: what it looks at, and how much it counts. */
export function WeightRow({ rule, weight, isOwn, onChange, onSettle, onReset }: WeightRowProps) {
  const t = useInsightsText()
  const name = ruleName(rule, t)
  const settle = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
    onSettle(currentTarget.valueAsNumber / 100)

  return (
    <li className="py-3">
      <SliderField
        label={name}
        hint={ruleDescription(rule, t)}
        valueText={t('percent', { percent: percentOf(weight) })}
      >
        {(control) => (
          <div className="mt-1 flex items-center gap-2">
            <Range
              {...control}
              step={STEP_PERCENT}
              value={percentOf(weight)}
              disabled={!rule.user_adjustable}
              onChange={({ target }) => onChange(target.valueAsNumber / 100)}
              onPointerUp={settle}
              onKeyUp={settle}
              onBlur={settle}
              className="min-w-0 flex-1"
            />
            {isOwn ? (
              <IconButton
                icon={RotateCcw}
                size="sm"
                label={t('settings.reset', { name, percent: percentOf(rule.base_weight) })}
                onClick={onReset}
              />
            ) : (
              <span className="touch:size-11 size-7" />
            )}
          </div>
        )}
      </SliderField>
    </li>
  )
}
