import { Fragment, useMemo } from 'react'
import type { Evidence, EvidenceValue } from '../../../../shared/hrm/evidence.ts'
import { useInsightsText } from './insights-text.ts'
import { cutAtNumbers } from './number-links.ts'

type FiguresProps = {
  text: string
  evidence: Evidence
  /** Opens the rows behind a figure. */
  onFigure: (value: EvidenceValue) => void
  tabIndex?: number
}

/** A sentence in which each figure of its receipt can be pressed. */
export function Figures({ text, evidence, onFigure, tabIndex }: FiguresProps) {
  const t = useInsightsText()
  const pieces = useMemo(() => cutAtNumbers(text, evidence), [text, evidence])
  return pieces.map(({ text: piece, value }, index) =>
    value === null ? (
      <Fragment key={index}>{piece}</Fragment>
    ) : (
      <button
        key={index}
        type="button"
        tabIndex={tabIndex}
        title={t('figure.open')}
        aria-label={t('figure.label', { text: piece })}
        onClick={() => onFigure(value)}
        className="decoration-line-strong hover:text-gold hover:decoration-gold text-ink rounded-sm tabular-nums underline decoration-dotted underline-offset-4"
      >
        {piece}
      </button>
    ),
  )
}
