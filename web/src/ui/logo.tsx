/** The ring of gold. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <circle cx="16" cy="16" r="11" fill="none" stroke="var(--gold-fill)" strokeWidth="3.25" />
      <circle cx="16" cy="16" r="4" fill="var(--gold-fill)" />
    </svg>
  )
}
