import {
  Columns3,
  Ellipsis,
  MessageSquareWarning,
  Pin,
  PinOff,
  ReceiptText,
  RefreshCw,
  RotateCcw,
  ThumbsDown,
  ThumbsUp,
  X,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { type Verdict, verdictOf } from '../feedback.ts'
import type { Insight } from '../insight.ts'
import type { RowView } from './insight-row.tsx'

type RowActionsProps = { insight: Insight; view: RowView; tabIndex: number; isCompared: boolean }

/** With a pointer they come when they are meant; an answer that was given stays to be seen. */
const QUIET =
  'hovers:not-aria-pressed:opacity-0 hovers:group-hover:opacity-100 hovers:group-focus-within:opacity-100 data-[state=open]:opacity-100'

/** What one can do with an insight. Commands reach the buttons by `data-row-…`. */
export function RowActions({ insight, view, tabIndex, isCompared }: RowActionsProps) {
  const { t, actions } = view
  const { dismissed_at, ended_at, title } = insight
  if (ended_at !== null) {
    return (
      <span className="-mr-2 ml-auto flex">
        <IconButton
          icon={ReceiptText}
          label={t('actions.receipt', { title })}
          tabIndex={tabIndex}
          onClick={() => view.onOpen(insight)}
          className={QUIET}
        />
      </span>
    )
  }
  return (
    <div role="group" aria-label={t('actions.of', { title })} className="-mr-2 -ml-2 flex items-center">
      <Answer insight={insight} view={view} tabIndex={tabIndex} verdict="insight_helpful" icon={ThumbsUp} />
      <Answer
        insight={insight}
        view={view}
        tabIndex={tabIndex}
        verdict="insight_not_helpful"
        icon={ThumbsDown}
      />
      {dismissed_at === null ? (
        <IconButton
          icon={X}
          label={t('actions.dismiss')}
          data-row-dismiss=""
          tabIndex={tabIndex}
          onClick={() => void actions.dismiss(insight)}
          className={QUIET}
        />
      ) : (
        <IconButton
          icon={RotateCcw}
          label={t('actions.restore')}
          data-row-dismiss=""
          tabIndex={tabIndex}
          onClick={() => void actions.restore(insight)}
          className={QUIET}
        />
      )}
      <More insight={insight} view={view} tabIndex={tabIndex} isCompared={isCompared} />
    </div>
  )
}

type AnswerProps = Omit<RowActionsProps, 'isCompared'> & { verdict: Verdict; icon: LucideIcon }

function Answer({ insight, view: { t, feedback }, tabIndex, verdict, icon }: AnswerProps) {
  const isGiven = verdictOf(insight) === verdict
  return (
    <IconButton
      icon={icon}
      label={t(`feedback.ask.${verdict}`)}
      aria-pressed={isGiven}
      data-row-answer={verdict}
      tabIndex={tabIndex}
      onClick={() => void feedback.give(insight, verdict)}
      className={cx(QUIET, isGiven && 'text-gold [&_svg]:fill-current')}
    />
  )
}

function More({ insight, view, tabIndex, isCompared }: RowActionsProps) {
  const { t, actions, onOpen, onCorrect, onLookAgain, onCompare } = view
  const { is_pinned } = insight
  return (
    <Menu
      trigger={<IconButton icon={Ellipsis} label={t('actions.more')} tabIndex={tabIndex} className={QUIET} />}
    >
      <MenuItem icon={ReceiptText} onSelect={() => onOpen(insight)}>
        {t('actions.open')}
      </MenuItem>
      <MenuItem icon={is_pinned ? PinOff : Pin} hint="P" onSelect={() => void actions.togglePin(insight)}>
        {t(is_pinned ? 'actions.unpin' : 'actions.pin')}
      </MenuItem>
      <MenuItem icon={Columns3} hint="C" onSelect={() => onCompare(insight)}>
        {t(isCompared ? 'actions.compareNot' : 'actions.compare')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={RefreshCw} onSelect={() => onLookAgain(insight)}>
        {t('actions.again')}
      </MenuItem>
      <MenuItem icon={MessageSquareWarning} onSelect={() => onCorrect(insight)}>
        {t('actions.wrong')}
      </MenuItem>
    </Menu>
  )
}
