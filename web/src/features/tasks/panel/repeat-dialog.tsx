import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useToday } from '../../../lib/profile.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../../ui/dialog.tsx'
import { SelectField } from '../../../ui/field.tsx'
import type { Task } from '../queries.ts'
import { draftFrom, FREQUENCIES, parseRule, type RepeatDraft, ruleOf } from '../recurrence.ts'
import type { TaskPatch } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'
import { RepeatEndFields } from './repeat-end-fields.tsx'
import { EveryField, MonthDayField, WeekdayFields } from './repeat-rule-fields.tsx'
import { UpcomingList } from './upcoming-list.tsx'

type RepeatDialogProps = {
  task: Task
  onSave: (patch: TaskPatch) => void
  onClose: () => void
  onReturnFocus: () => void
}

type Choice = 'never' | 'custom' | RepeatDraft['frequency']

/** The editor of a rule. A rule that says more than the editor can show is kept until another one is chosen. */
export function RepeatDialog({ task, onSave, onClose, onReturnFocus }: RepeatDialogProps) {
  const t = usePanelText()
  const ui = useTranslations('ui')
  const today = useToday()
  // What repeats needs a day to count from.
  const dueOn = task.due_on ?? today
  const kept = task.recurrence_rule
  const parsed = kept ? parseRule(kept, dueOn) : null
  const [choice, setChoice] = useState<Choice>(parsed?.frequency ?? (kept ? 'custom' : 'weekly'))
  const [draft, setDraft] = useState(parsed ?? draftFrom(dueOn))
  const [isAfterDone, setIsAfterDone] = useState(task.recurrence_after_completion)
  const change = (part: Partial<RepeatDraft>) => setDraft((current) => ({ ...current, ...part }))

  const rule = choice === 'never' ? null : choice === 'custom' ? kept : ruleOf(draft)
  const isRuleKept = rule === kept

  const choose = (value: string) => {
    const frequency = FREQUENCIES.find((candidate) => candidate === value)
    setChoice(frequency ?? (value === 'custom' ? 'custom' : 'never'))
    if (frequency) change({ frequency })
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    const hasNewEnd = rule !== null && isAfterDone !== task.recurrence_after_completion
    if (isRuleKept && !hasNewEnd) return
    onSave({
      ...(!isRuleKept && { recurrence_rule: rule }),
      ...(rule === null
        ? { recurrence_after_completion: false }
        : { recurrence_after_completion: isAfterDone }),
      ...(rule !== null && !task.due_on && { due_on: today }),
    })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      onReturnFocus={onReturnFocus}
      title={t('repeat.title')}
      closeLabel={ui('close')}
    >
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-5">
          <SelectField
            label={t('repeat.how')}
            data-autofocus
            value={choice}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="never">{t('repeat.never')}</option>
            {FREQUENCIES.map((frequency) => (
              <option key={frequency} value={frequency}>
                {t(`repeat.frequencies.${frequency}`)}
              </option>
            ))}
            {kept && !parsed && <option value="custom">{t('repeat.custom')}</option>}
          </SelectField>
          {choice === 'custom' && (
            <p className="text-muted text-sm">
              {t('repeat.customHint')} <code className="text-xs wrap-anywhere">{kept}</code>
            </p>
          )}
          {choice !== 'never' && choice !== 'custom' && (
            <>
              <EveryField draft={draft} onChange={change} />
              {choice === 'weekly' && <WeekdayFields draft={draft} onChange={change} />}
              {choice === 'monthly' && <MonthDayField draft={draft} dueOn={dueOn} onChange={change} />}
              <RepeatEndFields draft={draft} dueOn={dueOn} onChange={change} />
            </>
          )}
          {rule !== null && (
            <>
              <label className="touch:min-h-11 flex shrink-0 items-start gap-2.5">
                <input
                  type="checkbox"
                  className="accent-gold-fill mt-1 size-4"
                  checked={isAfterDone}
                  onChange={(event) => setIsAfterDone(event.target.checked)}
                />
                <span>
                  {t('repeat.afterDone')}
                  <span className="text-muted block text-sm">{t('repeat.afterDoneHint')}</span>
                </span>
              </label>
              <UpcomingList task={task} rule={rule} isRuleKept={isRuleKept} isAfterDone={isAfterDone} />
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="primary">
            {ui('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
