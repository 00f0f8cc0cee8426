import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { controlClass, Field } from '../../ui/field.tsx'
import { RadioRow } from '../../ui/radio-row.tsx'
import { Range } from '../../ui/range.tsx'
import { type Correction, CORRECTIONS, useFeedback } from './feedback.ts'
import type { Insight } from './insight.ts'
import { useInsightsText } from './insights-text.ts'
import { scopeOf, useRunInsights } from './use-run-insights.ts'
import { percentOf } from './words.ts'

const MAX_TEXT = 2_000

type CorrectionDialogProps = { insight: Insight; onClose: () => void }

/** "This is wrong because …": kept for the rules to learn from, and looked at again at once. */
export function CorrectionDialog({ insight, onClose }: CorrectionDialogProps) {
  const t = useInsightsText()
  const ui = useTranslations('ui')
  const feedback = useFeedback()
  const { mutate: look } = useRunInsights()
  const [type, setType] = useState<Correction>('priority_incorrect')
  const [text, setText] = useState('')
  const [percent, setPercent] = useState<number | null>(null)
  const [isOpen, setIsOpen] = useState(true)
  const given = percentOf(insight.impact)
  const { entity_type, entity_id } = insight

  const submit = async () => {
    setIsOpen(false)
    const score = type === 'priority_incorrect' && percent !== null ? percent / 100 : undefined
    // What was written is not lost with the network: the question comes back as it was answered.
    if (!(await feedback.correct(insight, type, text.trim(), score))) return setIsOpen(true)
    look({ scope: scopeOf(entity_type, entity_id) })
    onClose()
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('wrong.title')}
      description={insight.title}
      closeLabel={t('close')}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogBody className="flex flex-col gap-5">
          <RadioRow
            legend={t('wrong.what')}
            value={type}
            options={CORRECTIONS.map((value) => ({ value, label: t(`wrong.types.${value}`) }))}
            onChange={setType}
          />
          <Field label={t('wrong.because')} hint={t('wrong.hint')}>
            {(control) => (
              <textarea
                {...control}
                data-autofocus
                rows={3}
                value={text}
                maxLength={MAX_TEXT}
                onChange={(event) => setText(event.target.value)}
                className={`${controlClass} touch:h-auto h-auto min-h-20 resize-y py-2`}
              />
            )}
          </Field>
          {type === 'priority_incorrect' && (
            <Field
              label={t('wrong.score')}
              hint={t(percent === null ? 'wrong.scoreNow' : 'wrong.scoreThen', { percent: percent ?? given })}
            >
              {(control) => (
                <Range
                  {...control}
                  step={5}
                  value={percent ?? given}
                  aria-valuetext={t('percent', { percent: percent ?? given })}
                  onChange={(event) => setPercent(event.target.valueAsNumber)}
                  className="w-full"
                />
              )}
            </Field>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="quiet" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button variant="primary" type="submit">
            {t('wrong.send')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
