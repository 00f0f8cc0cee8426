import { cx } from './classes.ts'

type ProgressBarProps = { done: number; total: number; label: string; className?: string }

/** A thin bar with its meaning in words: "3 of 8 tasks done". */
export function ProgressBar({ done, total, label, className }: ProgressBarProps) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={done}
      aria-valuemin={0}
      aria-valuemax={Math.max(total, 1)}
      aria-valuetext={label}
      className={cx('bg-pressed block h-1 w-16 overflow-hidden rounded-full', className)}
    >
      <span
        className="bg-gold-fill ease-calm block h-full rounded-full transition-[width] duration-300"
        style={{ width: `${share * 100}%` }}
      />
    </span>
  )
}
