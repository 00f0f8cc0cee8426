import { X } from 'lucide-react'
import { useInsightsText } from './insights-text.ts'

/** A filter that came with the address, said in words; pressing it takes it away. */
export function FilterChip({ label, onClear }: { label: string; onClear: () => void }) {
  const t = useInsightsText()
  return (
    <button
      type="button"
      aria-label={t('filters.clearOne', { label })}
      onClick={onClear}
      className="border-gold-fill bg-gold-soft text-ink hover:bg-hover touch:h-11 inline-flex h-8 max-w-full items-center gap-1.5 rounded-full border pr-2 pl-3 text-sm"
    >
      <span className="truncate">{label}</span>
      <X aria-hidden className="text-muted size-3.5 shrink-0" strokeWidth={2} />
    </button>
  )
}
