import { useState } from 'react'
import { LEAST_THRESHOLD, MOST_THRESHOLD } from '../../../../shared/hrm/automations/trust.ts'
import { Range } from '../../ui/range.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import { useAutomationsText } from './automations-text.ts'

const [LEAST, MOST] = [LEAST_THRESHOLD * 100, MOST_THRESHOLD * 100]

type ThresholdSliderProps = {
  /** 0 to 1. */
  threshold: number
  /** What it applies to, for who hears the page. */
  name: string
  /** While it moves: what it would mean is shown at once. */
  onMove: (threshold: number) => void
  /** When it has been let go. */
  onSettle: (threshold: number) => void
}

/** How much agreement a category has to show before it acts. */
export function ThresholdSlider({ threshold, name, onMove, onSettle }: ThresholdSliderProps) {
  const t = useAutomationsText()
  const [moved, setMoved] = useState<number | null>(null)
  const percent = moved ?? Math.round(threshold * 100)

  const settle = () => {
    if (moved === null) return
    setMoved(null)
    if (moved / 100 !== threshold) onSettle(moved / 100)
  }
  const label = (
    <>
      {t('threshold')}
      <span className="sr-only"> – {name}</span>
    </>
  )
  return (
    <div>
      <SliderField label={label} hint={t('thresholdHint')} valueText={t('percent', { percent })}>
        {(control) => (
          <Range
            {...control}
            min={LEAST}
            max={MOST}
            value={percent}
            onChange={({ target }) => {
              // Scripts and keys may set what lies outside.
              const next = Math.min(MOST, Math.max(LEAST, target.valueAsNumber))
              setMoved(next)
              onMove(next / 100)
            }}
            onPointerUp={settle}
            onKeyUp={settle}
            onBlur={settle}
            className="mt-1 w-full"
          />
        )}
      </SliderField>
    </div>
  )
}
