import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { CompareDialog } from './compare-dialog.tsx'
import type { OnOpen } from './compare-lines.tsx'

type CompareBarProps = {
  insights: readonly Insight[]
  showsNumbers: boolean
  onOpen: OnOpen
  onClear: () => void
}

/** What was put side by side, and the way to see it. */
export function CompareBar({ insights, showsNumbers, onOpen, onClear }: CompareBarProps) {
  const t = useInsightsText()
  const [isOpen, setIsOpen] = useState(false)
  if (insights.length === 0) return null
  return (
    <div
      role="region"
      aria-label={t('compare.title')}
      className="border-line-strong bg-raised shadow-popover sticky bottom-20 z-10 mx-auto mt-8 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border py-2 pr-2 pl-4 md:bottom-6"
    >
      <span className="text-sm" role="status">
        {t('compare.chosen', { count: insights.length })}
      </span>
      <Button variant="quiet" size="sm" onClick={onClear}>
        {t('compare.clear')}
      </Button>
      <Button variant="primary" size="sm" disabled={insights.length < 2} onClick={() => setIsOpen(true)}>
        {t('compare.open')}
      </Button>
      {isOpen && insights.length >= 2 && (
        <CompareDialog
          insights={insights}
          showsNumbers={showsNumbers}
          onOpen={onOpen}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  )
}
