import { cx } from './classes.ts'

/** Stands where something will be, in its size, so that nothing moves when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('animate-breathe bg-pressed block rounded-sm', className)} />
}
