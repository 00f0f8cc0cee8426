import { RefreshCw } from 'lucide-react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { Confidence } from '../confidence.tsx'
import { Figures } from '../figures.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'

type InsightLineProps = {
  insight: Insight
  showsNumbers: boolean
  onOpen: (insight: Insight, figure?: EvidenceValue) => void
  onLookAgain: (insight: Insight) => void
}

/** An insight in a few lines, where it is about what stands around it. */
export function InsightLine({ insight, showsNumbers, onOpen, onLookAgain }: InsightLineProps) {
  const t = useInsightsText()
  const { title, summary, evidence, confidence, stale_at } = insight
  return (
    <li>
      <button
        type="button"
        onClick={() => onOpen(insight)}
        className="hover:text-gold touch:min-h-11 rounded-sm text-left font-medium wrap-anywhere"
      >
        {title}
      </button>
      <p className="text-muted text-sm wrap-anywhere">
        <Figures text={summary} evidence={evidence} onFigure={(figure) => onOpen(insight, figure)} />
      </p>
      <p className="text-muted mt-0.5 flex flex-wrap gap-x-3 text-sm">
        <Confidence confidence={confidence} showsNumber={showsNumbers} />
        {stale_at !== null && (
          <button
            type="button"
            aria-label={t('stale.shortOf', { title })}
            onClick={() => onLookAgain(insight)}
            className="text-gold touch:min-h-11 inline-flex items-center gap-1 rounded-sm hover:underline"
          >
            <RefreshCw aria-hidden className="size-3.5" strokeWidth={2} />
            {t('stale.short')}
          </button>
        )}
      </p>
    </li>
  )
}
