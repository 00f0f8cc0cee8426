import type { ReactNode } from 'react'
import { cx } from './classes.ts'

const TONES = {
  info: 'bg-gold-soft text-ink',
  danger: 'bg-danger-soft text-danger',
  success: 'bg-success-soft text-success',
} as const

type NoticeProps = {
  tone?: keyof typeof TONES
  role?: 'alert' | 'status'
  className?: string
  children: ReactNode
}

/** A sentence that stays on the page; an `alert` is read out at once. */
export function Notice({ tone = 'info', role, className, children }: NoticeProps) {
  return (
    <div role={role} className={cx('rounded-md px-4 py-3 text-sm', TONES[tone], className)}>
      {children}
    </div>
  )
}
