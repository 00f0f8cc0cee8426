import { useDraft } from '../../../ui/use-draft.ts'
import { onEnter } from './on-enter.ts'
import { quietControl } from './property.tsx'

type TimeInputProps = { label: string; value: string | null; onSave: (time: string | null) => void }

/** The platform's time field. Each digit makes another valid time, so only the one that is left in it is kept. */
export function TimeInput({ label, value, onSave }: TimeInputProps) {
  const time = useDraft(value?.slice(0, 5) ?? '', (text) => onSave(text || null))
  return (
    <input
      type="time"
      aria-label={label}
      value={time.value}
      onChange={(event) => time.onChange(event.target.value)}
      onBlur={time.commit}
      onKeyDown={onEnter(time.commit)}
      className={quietControl}
    />
  )
}
