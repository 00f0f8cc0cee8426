import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type EmptyStateProps = { icon: LucideIcon; sentence: string; hint?: string; children?: ReactNode }

/** One sentence, one button, and at most one hint. */
export function EmptyState({ icon: Icon, sentence, hint, children }: EmptyStateProps) {
  return (
    <div className="animate-fade-in flex flex-col items-center px-6 py-14 text-center">
      <span className="bg-gold-soft text-gold mb-4 grid size-14 place-items-center rounded-full">
        <Icon aria-hidden className="size-6" strokeWidth={1.75} />
      </span>
      <p className="text-lg font-medium text-balance">{sentence}</p>
      {hint && <p className="text-muted mt-1.5 max-w-sm text-balance">{hint}</p>}
      {children && <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
