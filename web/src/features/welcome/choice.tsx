import { LoaderCircle, type LucideIcon } from 'lucide-react'

type ChoiceProps = { icon: LucideIcon; title: string; text: string; isBusy: boolean; onChoose: () => void }

/** One way in: the whole card is the button. */
export function Choice({ icon: Icon, title, text, isBusy, onChoose }: ChoiceProps) {
  const Shown = isBusy ? LoaderCircle : Icon
  return (
    <li className="flex">
      <button
        type="button"
        aria-busy={isBusy || undefined}
        onClick={onChoose}
        className="border-line bg-surface shadow-card hover:border-gold-fill flex w-full items-start gap-4 rounded-lg border p-4 text-left transition-[border-color,box-shadow,transform] duration-150 active:translate-y-px aria-busy:cursor-progress sm:p-5"
      >
        <span className="bg-gold-soft text-gold grid size-11 shrink-0 place-items-center rounded-md">
          <Shown aria-hidden className={isBusy ? 'size-5 animate-spin' : 'size-5'} strokeWidth={1.75} />
        </span>
        <span className="flex flex-col">
          <span className="text-lg font-semibold text-balance">{title}</span>
          <span className="text-muted mt-1 text-pretty">{text}</span>
        </span>
      </button>
    </li>
  )
}
