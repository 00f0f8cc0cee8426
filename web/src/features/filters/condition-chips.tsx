import { Ban, CirclePlus, Plus, Split, Trash2, X } from 'lucide-react'
import { type Filter, group, isEverything, isGroup, type Term } from '../../../../shared/filters/filter.ts'
import { cx } from '../../ui/classes.ts'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { type FilterPath, flipped, negated, replaceAt, withAnother } from './edit-filter.ts'
import { useFilterText } from './filter-text.ts'
import { termText, type Wording } from './term-text.ts'

type ChipsProps = {
  filter: Filter
  wording: Wording
  onChange: (filter: Filter) => void
  /** Asks for a condition; what comes of it is handed on. */
  onAsk: (then: (term: Term) => void) => void
}

/** The conditions of a filter as chips: each can be turned round, joined by an alternative, and taken out. */
export function ConditionChips({ filter, wording, onChange, onAsk }: ChipsProps) {
  const t = useFilterText()
  return (
    <div role="group" aria-label={t('conditions')} className="flex flex-wrap items-center gap-1.5">
      {!isEverything(filter) && (
        <Part
          filter={filter}
          path={[]}
          wording={wording}
          onAsk={onAsk}
          onPart={(path, next) => onChange(replaceAt(filter, path, next))}
        />
      )}
      <button
        type="button"
        onClick={() => onAsk((term) => onChange(withAnother(filter, term)))}
        className="text-muted hover:bg-hover hover:text-ink touch:h-11 inline-flex h-8 items-center gap-1.5 rounded-full px-2.5 text-sm first:-ml-2.5"
      >
        <Plus aria-hidden className="size-4" strokeWidth={1.75} />
        {t('addCondition')}
      </button>
    </div>
  )
}

type PartProps = Omit<ChipsProps, 'onChange'> & {
  path: FilterPath
  onPart: (path: FilterPath, next: Filter | null) => void
}

function Part({ filter, path, wording, onAsk, onPart }: PartProps) {
  const t = useFilterText()
  const isNot = filter.kind === 'not'
  const inner = isNot ? filter.part : filter
  const innerPath = isNot ? [...path, 0] : path

  if (inner.kind === 'not') {
    return <Part filter={inner} path={innerPath} wording={wording} onAsk={onAsk} onPart={onPart} />
  }
  if (!isGroup(inner)) {
    return <Chip term={inner} isNot={isNot} path={path} wording={wording} onAsk={onAsk} onPart={onPart} />
  }
  const isNested = path.length > 0 || isNot
  return (
    <span
      role="group"
      aria-label={t(inner.kind === 'and' ? 'allOf' : 'anyOf')}
      className={cx(
        'inline-flex flex-wrap items-center gap-1.5',
        isNested && 'border-line rounded-lg border p-1',
      )}
    >
      {isNot && <span className="text-danger px-1 text-sm font-medium">{t('not')}</span>}
      <button
        type="button"
        title={t('flip')}
        onClick={() => onPart(innerPath, flipped(inner))}
        className="text-muted hover:bg-hover hover:text-ink touch:h-11 h-8 rounded-full px-2.5 text-sm font-medium"
      >
        {t(inner.kind === 'and' ? 'allOf' : 'anyOf')}
      </button>
      {inner.parts.map((part, index) => (
        <Part
          key={index}
          filter={part}
          path={[...innerPath, index]}
          wording={wording}
          onAsk={onAsk}
          onPart={onPart}
        />
      ))}
      {isNested && (
        <button
          type="button"
          aria-label={t('addHere')}
          title={t('addHere')}
          onClick={() => onAsk((term) => onPart(innerPath, withAnother(inner, term)))}
          className="text-muted hover:bg-hover hover:text-ink touch:size-11 grid size-8 place-items-center rounded-full"
        >
          <Plus aria-hidden className="size-4" strokeWidth={1.75} />
        </button>
      )}
    </span>
  )
}

type ChipProps = Omit<PartProps, 'filter'> & { term: Term; isNot: boolean }

function Chip({ term, isNot, path, wording, onAsk, onPart }: ChipProps) {
  const t = useFilterText()
  const text = termText(term, wording)
  const whole: Filter = isNot ? { kind: 'not', part: term } : term

  return (
    <span className="bg-sunken ring-line touch:h-11 inline-flex h-8 max-w-full items-center rounded-full ring-1 ring-inset">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="hover:bg-hover flex h-full min-w-0 items-center gap-1.5 rounded-l-full pr-1 pl-3 text-sm"
          >
            {isNot && <span className="text-danger font-medium">{t('not')}</span>}
            <span className="truncate">{text}</span>
          </button>
        }
      >
        <MenuItem icon={isNot ? CirclePlus : Ban} onSelect={() => onPart(path, negated(whole))}>
          {t(isNot ? 'include' : 'exclude')}
        </MenuItem>
        <MenuItem icon={Split} onSelect={() => onAsk((other) => onPart(path, group('or', [whole, other])))}>
          {t('orElse')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDanger onSelect={() => onPart(path, null)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      <button
        type="button"
        aria-label={t('removeNamed', { condition: text })}
        onClick={() => onPart(path, null)}
        className="text-muted hover:bg-hover hover:text-ink touch:w-10 grid h-full w-7 shrink-0 place-items-center rounded-r-full"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}
