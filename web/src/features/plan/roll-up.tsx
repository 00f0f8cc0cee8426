import { useTranslations } from 'use-intl'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import type { Progress } from './queries.ts'

/** How far something is: a bar and the same in words. */
export function RollUp({ progress }: { progress: Progress | undefined }) {
  const t = useTranslations('plan')
  if (!progress || progress.total === 0) return null
  const { done, total, overdue } = progress
  return (
    <span className="text-muted flex items-center gap-2.5 text-sm tabular-nums">
      {overdue > 0 && (
        <span className="text-danger text-xs max-sm:hidden" title={t('overdueTitle', { count: overdue })}>
          {t('overdue', { count: overdue })}
        </span>
      )}
      <ProgressBar
        done={done}
        total={total}
        label={t('progressLabel', { done, total })}
        className="max-sm:hidden"
      />
      <span aria-hidden className="text-right sm:min-w-14">
        <span className="max-sm:hidden">{t('progress', { done, total })}</span>
        <span className="sm:hidden">{`${done}/${total}`}</span>
      </span>
    </span>
  )
}
