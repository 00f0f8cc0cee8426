import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Rule } from '../../../../../shared/hrm/rule.ts'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/section.tsx'
import { SwitchRow } from '../../../ui/switch-row.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { type Preferences, settingsQueries, type WeightChange } from '../settings-queries.ts'
import { percentOf } from '../words.ts'
import { useSavePreferences } from './preferences-data.ts'

type LearningSectionProps = { rules: readonly Rule[]; preferences: Preferences }

/** Whether feedback moves the weights, what it has moved, and the way back. */
export function LearningSection({ rules, preferences }: LearningSectionProps) {
  const t = useInsightsText()
  const { run: save } = useSavePreferences()
  const { data: changes = [] } = useQuery({ ...settingsQueries.weightChanges(), throwOnError: false })
  const { enable_ai_learning } = preferences

  return (
    <Section title={t('learning.title')} lead={t('learning.lead')}>
      <div className="max-w-xl">
        <SwitchRow
          label={t('learning.consent')}
          hint={t(enable_ai_learning ? 'learning.on' : 'learning.off')}
          isOn={enable_ai_learning}
          onChange={(isOn) => void save({ enable_ai_learning: isOn })}
        />
      </div>
      {changes.length === 0 ? (
        <p className="text-muted">{t('learning.none')}</p>
      ) : (
        <ul
          aria-label={t('learning.changes')}
          className="divide-line border-line max-w-3xl divide-y border-y"
        >
          {changes.map((change) => (
            <ChangeRow
              key={change.id}
              change={change}
              name={ruleName(rules.find(({ rule_code }) => rule_code === change.rule_code) ?? change, t)}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

const reasonSchema = z.object({ helpful: z.number(), not_helpful: z.number() })

function ChangeRow({ change, name }: { change: WeightChange; name: string }) {
  const t = useInsightsText()
  const clock = useClock()
  const revert = useRevert()
  const { id, before, after, reason, created_at, reverted_at } = change
  const why = reasonSchema.safeParse(reason)

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className={reverted_at === null ? 'font-medium' : 'text-muted line-through'}>
          {t('learning.moved', { name, before: percentOf(before), after: percentOf(after) })}
        </p>
        <p className="text-muted text-sm">
          {instantText(created_at, clock)}
          {why.success && ` · ${t('learning.why', { helpful: why.data.helpful, not: why.data.not_helpful })}`}
        </p>
      </div>
      {reverted_at === null ? (
        <Button
          size="sm"
          isBusy={revert.isPending}
          aria-label={t('learning.revertOf', { name })}
          onClick={() => void revert.run({ id })}
        >
          {t('learning.revert')}
        </Button>
      ) : (
        <span className="text-muted text-sm">{t('learning.reverted')}</span>
      )}
    </li>
  )
}

function useRevert() {
  const t = useInsightsText()
  return useChange<{ id: string }>({
    touches: ['insight-settings'],
    write: async ({ id }) => {
      await supabase.rpc('revert_weight_change', { p_id: id }).throwOnError()
    },
    explain: (key) => (key === 'undoneAlready' ? t('learning.setSince') : null),
  })
}
