import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { RefreshCw, SlidersHorizontal } from 'lucide-react'
import { instantText } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'
import { PageHeader } from '../../ui/page.tsx'
import { useInsightsText } from './insights-text.ts'
import { countFilters } from './insights-search.ts'
import { insightQueries } from './queries.ts'
import { useIsLooking, useRunInsights } from './use-run-insights.ts'

/** The heading, when the rules looked last, and the button that has them look now. */
export function InsightsHeader() {
  const t = useInsightsText()
  const clock = useClock()
  const { data: lastRun, isPending } = useQuery({ ...insightQueries.lastRun(), throwOnError: false })
  // Where nobody has looked yet the page itself asks to, in its middle.
  const search = useSearch({ from: '/app/insights' })
  const isAskedBelow = !search.show && !search.from && countFilters(search) === 0
  const { mutate: look } = useRunInsights()
  const isLooking = useIsLooking()
  const lookedAt = lastRun?.finished_at

  return (
    <PageHeader
      title={t('title')}
      subtitle={
        <span aria-live="polite">
          {isLooking
            ? t('run.looking')
            : lookedAt
              ? t('run.last', { at: instantText(lookedAt, clock) })
              : t('subtitle')}
        </span>
      }
      actions={
        <>
          <Link
            to="/settings/insights"
            aria-label={t('settings.title')}
            title={t('settings.title')}
            className={buttonClass('quiet')}
          >
            <SlidersHorizontal aria-hidden className="size-4" strokeWidth={1.75} />
          </Link>
          {!(isAskedBelow && lastRun === null) && (
            <Button
              isBusy={isLooking}
              onClick={() => look({ scope: 'global' })}
              className={cx(isAskedBelow && isPending && 'invisible')}
            >
              <RefreshCw
                aria-hidden
                className={cx('text-gold size-4', isLooking && 'motion-safe:animate-spin')}
                strokeWidth={1.75}
              />
              {/* Beside a title in German a phone has no room for it. */}
              <span className="max-sm:sr-only">{t('run.now')}</span>
            </Button>
          )}
        </>
      }
    />
  )
}
