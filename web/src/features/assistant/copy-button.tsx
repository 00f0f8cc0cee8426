import { Check, Copy, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useAssistantText } from './assistant-text.ts'

type FootButtonProps = { icon: LucideIcon; label: string; onClick: () => void; isOff?: boolean }

/** A small button under what it is about. */
export function FootButton({ icon: Icon, label, onClick, isOff }: FootButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
      className="text-faint hover:bg-hover hover:text-ink touch:size-11 grid size-8 shrink-0 place-items-center rounded-sm transition-colors duration-100 disabled:hidden"
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
    </button>
  )
}

const COPIED_MS = 2_000

/** Copies a text as it is, and says for a moment that it has. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const t = useAssistantText()
  const [isCopied, setIsCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), COPIED_MS)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = () =>
    void navigator.clipboard?.writeText(text).then(
      () => setIsCopied(true),
      () => undefined,
    )
  return (
    <FootButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? t('answer.copied') : label}
      onClick={copy}
      isOff={text === ''}
    />
  )
}
