import { cx } from '../../ui/classes.ts'
import { useInsightsText } from './insights-text.ts'
import { CONFIDENCE_COLOR, confidenceLevel, impactLevel, percentOf } from './words.ts'

type ConfidenceProps = { confidence: number; showsNumber: boolean; className?: string }

/** How sure the rules are: a word, its colour, and the figure for who wants it. */
export function Confidence({ confidence, showsNumber, className }: ConfidenceProps) {
  const t = useInsightsText()
  const level = confidenceLevel(confidence)
  return (
    <span className={cx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <span className={cx('inline-flex items-center gap-1.5 font-medium', CONFIDENCE_COLOR[level])}>
        <span aria-hidden className="size-2 rounded-full bg-current" />
        {t(`confidence.${level}`)}
      </span>
      {showsNumber && (
        <span className="tabular-nums">
          <span className="sr-only">{t('confidence.label')} </span>
          {t('percent', { percent: percentOf(confidence) })}
        </span>
      )}
    </span>
  )
}

const BARS = { low: 1, middle: 2, high: 3 } as const
const HEIGHTS = ['h-1.5', 'h-2.5', 'h-3.5'] as const

/** How much it matters: three bars, and a word. */
export function Impact({ impact }: { impact: number }) {
  const t = useInsightsText()
  const level = impactLevel(impact)
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className="flex items-end gap-px">
        {HEIGHTS.map((height, index) => (
          <span
            key={height}
            className={cx('w-1 rounded-[1px]', height, index < BARS[level] ? 'bg-muted' : 'bg-pressed')}
          />
        ))}
      </span>
      {t(`impact.${level}`)}
    </span>
  )
}
