import {
  BatteryMedium,
  CalendarDays,
  Flag,
  Folder,
  Hourglass,
  type LucideIcon,
  Plus,
  Repeat2,
  SignalHigh,
  Sprout,
  Tag,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../ui/classes.ts'
import { type Chip, useChipWords } from './chip-words.ts'
import { useQuickAddText } from './quick-add-text.ts'
import type { Line } from './use-line.ts'

const ICONS: Record<Chip['kind'], LucideIcon> = {
  due: CalendarDays,
  start: Sprout,
  deadline: Flag,
  duration: Hourglass,
  recurrence: Repeat2,
  priority: SignalHigh,
  label: Tag,
  project: Folder,
  energy: BatteryMedium,
}

type PresetChip = { key: 'dueOn' | 'projectId'; value: string }

type ChipListProps = {
  line: Line
  presets: readonly PresetChip[]
  onWithoutPreset: (key: PresetChip['key']) => void
  /** After a press: the chip that had the focus is another one now, or gone. */
  onPressed: () => void
}

/** What was understood, in words; pressing one makes it plain text again. Names that nothing has are offered to be made. */
export function ChipList({ line, presets, onWithoutPreset, onPressed }: ChipListProps) {
  const text = useQuickAddText()
  const { chipWords } = useChipWords()
  const { understood, unknown } = line

  if (understood.chips.length + unknown.length + presets.length === 0) {
    return <p className="text-muted px-5 py-1.5 text-sm text-pretty">{text('nothingUnderstood')}</p>
  }

  return (
    <ul aria-label={text('understood')} className="flex flex-wrap gap-1.5 px-4">
      {presets.map(({ key, value }) => (
        <ChipButton
          key={key}
          icon={key === 'dueOn' ? CalendarDays : Folder}
          label={text('removePreset', { value })}
          onPress={() => {
            onWithoutPreset(key)
            onPressed()
          }}
        >
          {value}
        </ChipButton>
      ))}
      {understood.chips.map((chip) => {
        const typed = line.text.slice(chip.start, chip.end)
        const words = chipWords(chip, typed, understood, line.isNew)
        return (
          <ChipButton
            key={`${chip.kind}-${chip.start}`}
            icon={ICONS[chip.kind]}
            label={`${words}. ${text('plain', { words: typed })}`}
            onPress={() => {
              line.dismiss(chip)
              onPressed()
            }}
          >
            {words}
          </ChipButton>
        )
      })}
      {unknown.map((name) => (
        <li key={`${name.kind}-${name.name}`}>
          <button
            type="button"
            onClick={() => {
              line.want(name)
              onPressed()
            }}
            className="border-control text-muted hover:bg-hover hover:text-ink touch:h-11 flex h-8 items-center gap-1.5 rounded-full border border-dashed px-3 text-sm"
          >
            <Plus aria-hidden className="size-3.5" />
            {text(`create.${name.kind}`, { name: name.name })}
          </button>
        </li>
      ))}
    </ul>
  )
}

type ChipButtonProps = { icon: LucideIcon; label: string; onPress: () => void; children: ReactNode }

function ChipButton({ icon: Icon, label, onPress, children }: ChipButtonProps) {
  return (
    <li className="max-w-full">
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={onPress}
        className={cx(
          'group bg-gold-soft hover:bg-gold-soft-strong flex h-8 max-w-full items-center gap-1.5 rounded-full pr-2.5 pl-3 text-sm',
          'touch:h-11 transition-colors duration-100',
        )}
      >
        <Icon aria-hidden className="text-gold size-3.5 shrink-0" strokeWidth={2} />
        <span className="truncate">{children}</span>
        <X aria-hidden className="text-muted group-hover:text-ink size-3.5 shrink-0" />
      </button>
    </li>
  )
}
