import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Rule } from '../../../../../shared/hrm/rule.ts'
import { Section } from '../../../ui/section.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useInsightsText } from '../insights-text.ts'
import { type Preferences, settingsQueries } from '../settings-queries.ts'
import { useSavePreferences } from './preferences-data.ts'
import { TodayPreview } from './today-preview.tsx'
import { WeightRow } from './weight-row.tsx'

type Weights = Readonly<Record<string, number>>

const without = (weights: Weights, code: string): Weights =>
  Object.fromEntries(Object.entries(weights).filter(([known]) => known !== code))

type WeightsSectionProps = { rules: readonly Rule[]; preferences: Preferences }

/** How much each rule counts for this person, and what that would put first. */
export function WeightsSection({ rules, preferences }: WeightsSectionProps) {
  const t = useInsightsText()
  const { data: snapshot } = useQuery({ ...settingsQueries.snapshot(), throwOnError: false })
  const save = useSavePreferences()
  const own = preferences.rule_weight_overrides
  /** The sliders that are being moved. */
  const [draft, setDraft] = useState<Weights>({})

  const keep = async (weights: Weights, code: string) => {
    await save.run({ rule_weight_overrides: { ...weights } })
    setDraft((current) => without(current, code))
  }
  const settle = (code: string, weight: number) => {
    if (draft[code] !== undefined && own[code] !== weight) void keep({ ...own, [code]: weight }, code)
  }
  const weightOf = (rule: Rule) =>
    draft[rule.rule_code] ?? (rule.user_adjustable ? own[rule.rule_code] : undefined) ?? rule.base_weight
  const weights = Object.fromEntries(rules.map((rule) => [rule.rule_code, weightOf(rule)]))

  return (
    <Section title={t('settings.weights')} lead={t('settings.weightsLead')}>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="lg:sticky lg:top-6 lg:order-last">
          {snapshot ? (
            <TodayPreview snapshot={snapshot} rules={rules} weights={weights} />
          ) : (
            <Skeleton className="h-72 w-full rounded-lg" />
          )}
        </div>
        <ul className="divide-line border-line divide-y border-y">
          {rules.map((rule) => (
            <WeightRow
              key={rule.rule_code}
              rule={rule}
              weight={weightOf(rule)}
              isOwn={own[rule.rule_code] !== undefined}
              onChange={(weight) => setDraft((current) => ({ ...current, [rule.rule_code]: weight }))}
              onSettle={(weight) => settle(rule.rule_code, weight)}
              onReset={() => void keep(without(own, rule.rule_code), rule.rule_code)}
            />
          ))}
        </ul>
      </div>
    </Section>
  )
}
