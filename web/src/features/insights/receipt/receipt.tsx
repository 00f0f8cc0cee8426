import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { supabase } from '../../../lib/supabase.ts'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Confidence, Impact } from '../confidence.tsx'
import { Figures } from '../figures.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { settingsQueries } from '../settings-queries.ts'
import { contentOf, figuresOf, termOf } from '../terms.ts'
import { BalanceLink, isAboutTime } from './balance-link.tsx'
import { FigureList } from './figure-list.tsx'
import { Part } from './part.tsx'
import { ReasoningPath } from './reasoning-path.tsx'
import { RowList } from './row-list.tsx'
import { RuleTable } from './rule-table.tsx'

type ReceiptProps = {
  insight: Insight
  /** The figure that was pressed. */
  figure?: EvidenceValue | null
  onClose: () => void
  /** On the way to a row: the receipt steps aside. */
  onLeave?: () => void
}

/** How an insight came about, down to the rows: nothing on the card that is not here. */
export function Receipt({ insight, figure = null, onClose, onLeave = onClose }: ReceiptProps) {
  const t = useInsightsText()
  const { data: preferences } = useQuery({ ...settingsQueries.preferences(), throwOnError: false })
  const [chosen, setChosen] = useState<EvidenceValue | null>(figure)
  const { title, summary, evidence, confidence, impact, detailed_reasoning, reasoning_path } = insight
  const { recommendations, factors, sections } = detailed_reasoning
  const showsNumbers = preferences?.show_confidence_scores ?? true
  useTouch(insight.id)

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={title}
      description={<Figures text={summary} evidence={evidence} onFigure={setChosen} />}
      closeLabel={t('close')}
      focusesItself
    >
      <DialogBody className="flex flex-col gap-7">
        <p className="text-muted flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <Confidence confidence={confidence} showsNumber={showsNumbers} />
          <Impact impact={impact} />
        </p>
        {recommendations.length > 0 && (
          <Part title={t('receipt.steps')}>
            <List items={recommendations} />
          </Part>
        )}
        {(chosen !== null || figuresOf(evidence.values).length > 0) && (
          <Part title={t('receipt.figures')} hint={t('receipt.figuresHint', { count: evidence.n })}>
            <FigureList insight={insight} chosen={chosen} onLeave={onLeave} />
          </Part>
        )}
        {(preferences?.show_reasoning_path ?? true) && reasoning_path.length > 0 && (
          <Part title={t('receipt.path')}>
            <ReasoningPath path={reasoning_path} showsNumbers={showsNumbers} onLeave={onLeave} />
          </Part>
        )}
        {evidence.rules.length > 0 && (
          <Part title={t('receipt.rules')} hint={t('receipt.rulesHint')}>
            <RuleTable rules={evidence.rules} />
          </Part>
        )}
        {sections.length > 0 && (
          <Part title={t('receipt.detail')}>
            {sections.map(({ key, text }) => (
              <p key={key} className="mb-2 wrap-anywhere">
                <span className="font-medium">{t(`sections.${key}`)}: </span>
                {text}
              </p>
            ))}
          </Part>
        )}
        {sections.length === 0 && factors.length > 0 && (
          <Part title={t('receipt.factors')}>
            <List items={factors} />
          </Part>
        )}
        {evidence.rows.length > 0 && (
          <Part title={t('receipt.rows')}>
            <details>
              <summary className="hover:bg-hover touch:min-h-11 -mx-2 flex items-center rounded-sm px-2 py-1.5">
                {t('receipt.rowCount', { count: evidence.rows.length })}
              </summary>
              <RowList rows={evidence.rows} onLeave={onLeave} />
            </details>
          </Part>
        )}
        {isAboutTime(insight) && <BalanceLink pillarId={insight.entity_id} onLeave={onLeave} />}
        <Basis insight={insight} />
      </DialogBody>
    </Dialog>
  )
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="marker:text-faint list-disc space-y-1 pl-5 wrap-anywhere">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}

/** What was asked, with what, when and by which version of which rule. */
function Basis({ insight }: { insight: Insight }) {
  const t = useInsightsText()
  const clock = useClock()
  const { rule_code, rule_version, created_at, llm_model_used, evidence, stale_at } = insight
  const said_at = insight.confirmed_at ?? insight.computed_at
  const lines: [label: string, value: string][] = [
    [t('receipt.source'), t('receipt.ruleVersion', { code: rule_code, version: rule_version })],
    [t('receipt.computed'), instantText(said_at, clock)],
    [t('receipt.since'), instantText(created_at, clock)],
    ...(stale_at ? [[t('receipt.stale'), instantText(stale_at, clock)] as [string, string]] : []),
    [t('receipt.phrased'), llm_model_used ?? t('receipt.template')],
    [t('receipt.looked'), t('receipt.rowCount', { count: evidence.n })],
    ...Object.entries(evidence.parameters).map(([key, value]): [string, string] => [
      termOf(key, t),
      contentOf(key, value, clock.locale, t),
    ]),
  ]
  return (
    <Part title={t('receipt.basis')}>
      <dl className="divide-line border-line divide-y border-y">
        {lines.map(([label, value]) => (
          <div key={label} className="grid grid-cols-[9rem_minmax(0,1fr)] items-baseline gap-x-3 py-2">
            <dt className="text-muted text-sm wrap-anywhere">{label}</dt>
            <dd className="wrap-anywhere tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

/** Says that it was looked at; whether that arrives matters to nobody who reads. */
function useTouch(id: string): void {
  useEffect(() => {
    void supabase
      .rpc('touch_insight', { p_insight_id: id })
      .retry(false)
      .then(() => undefined)
  }, [id])
}
