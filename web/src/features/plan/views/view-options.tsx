import { ArrowDownUp, ChevronsUpDown, type LucideIcon, Rows3, X } from 'lucide-react'
import { lazy, Suspense, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { GROUPINGS, type Grouping, printScope, type Scope, type Sort, SORTS } from '../plan-search.ts'
import { usePlanText } from '../plan-text.ts'
import { type Life, scopeNode, scopePlaces } from './task-places.ts'

const PlaceDialog = lazy(() =>
  import('../../../ui/place-dialog.tsx').then(({ PlaceDialog }) => ({ default: PlaceDialog })),
)

type ChoiceProps<T extends string> = {
  label: string
  /** Stands for the label where there is no room for it. */
  icon: LucideIcon
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, icon: Icon, value, options, onChange }: ChoiceProps<T>) {
  const id = useId()
  return (
    <div className="flex items-center gap-1.5 max-sm:min-w-0 max-sm:flex-1">
      <Icon aria-hidden className="text-muted size-4 shrink-0 md:hidden" strokeWidth={1.75} />
      <label htmlFor={id} className="text-muted text-sm max-md:sr-only">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
        className="touch:h-11! border-line-strong! h-8! rounded-sm pr-8! pl-2.5! text-sm! text-ellipsis max-sm:bg-[position:right_0.375rem_center] max-sm:pr-6! max-sm:pl-2! sm:w-auto!"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}

type ArrangementProps = {
  /** Only lists have sections. */
  group: Grouping | null
  sort: Sort
  onGroup: (group: Grouping) => void
  onSort: (sort: Sort) => void
}

/** How the tasks are put in order. */
export function ArrangementOptions({ group, sort, onGroup, onSort }: ArrangementProps) {
  const t = usePlanText()
  return (
    <>
      {group && (
        <Choice
          label={t('group.label')}
          icon={Rows3}
          value={group}
          options={GROUPINGS.map((value) => ({ value, label: t(`group.${value}`) }))}
          onChange={onGroup}
        />
      )}
      <Choice
        label={t('sort.label')}
        icon={ArrowDownUp}
        value={sort}
        options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
        onChange={onSort}
      />
    </>
  )
}

type ScopeProps = { scope: Scope | null; life: Life; onScope: (scope: string | undefined) => void }

/** Which part of the plan is looked at: all of it, or a pillar, an area, a project. */
export function ScopeButton({ scope, life, onScope }: ScopeProps) {
  const t = usePlanText()
  const button = useRef<HTMLButtonElement>(null)
  const [isChoosing, setIsChoosing] = useState(false)
  const node = scopeNode(scope, life)
  const places = useMemo(() => scopePlaces(life, t('scope.all')), [life, t])

  return (
    <span className="flex min-w-0 items-center max-sm:max-w-32 max-sm:shrink-0">
      <Button
        ref={button}
        size="sm"
        aria-haspopup="dialog"
        aria-label={t('scope.button', { name: node?.name ?? t('scope.all') })}
        onClick={() => setIsChoosing(true)}
        className="min-w-0 shrink! max-sm:px-2!"
      >
        {node && <span aria-hidden>{node.icon}</span>}
        <span className="truncate">{node?.name ?? t('scope.all')}</span>
        <ChevronsUpDown aria-hidden className="text-faint size-3.5 shrink-0" />
      </Button>
      {node && (
        <IconButton
          icon={X}
          size="sm"
          label={t('scope.clear')}
          onClick={() => {
            onScope(undefined)
            button.current?.focus()
          }}
        />
      )}
      {isChoosing && (
        <Suspense>
          <PlaceDialog
            title={t('scope.title')}
            places={places}
            currentId={scope && printScope(scope)}
            onChoose={({ id }) => onScope(id ?? undefined)}
            onClose={() => setIsChoosing(false)}
            onReturnFocus={() => button.current?.focus()}
          />
        </Suspense>
      )}
    </span>
  )
}
