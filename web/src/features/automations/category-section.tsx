import { CircleCheckBig, Eye, PowerOff } from 'lucide-react'
import { useState } from 'react'
import { outcomesMissing } from '../../../../shared/hrm/autonomy.ts'
import { type AutomationCategory, standingOf, type Trust } from '../../../../shared/hrm/automations/trust.ts'
import { cx } from '../../ui/classes.ts'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { Agreement } from './agreement.tsx'
import { useAutomationsText } from './automations-text.ts'
import type { AutomationSettings } from './queries.ts'
import { ThresholdSlider } from './threshold-slider.tsx'

type State = 'off' | 'shadow' | 'unlocked'
const ICONS = { off: PowerOff, shadow: Eye, unlocked: CircleCheckBig }
const TONES: Record<State, string> = {
  off: 'bg-sunken text-muted',
  shadow: 'bg-gold-soft text-ink',
  unlocked: 'bg-success-soft text-success',
}

type CategorySectionProps = {
  category: AutomationCategory
  settings: AutomationSettings
  trust: Trust | null
  onChange: (change: Partial<AutomationSettings>) => void
}

/** One kind of change: what it is, whether it may be watched, and how far it is trusted. */
export function CategorySection({ category, settings, trust, onChange }: CategorySectionProps) {
  const t = useAutomationsText()
  const isOn = settings[category]
  const threshold = settings[`${category}_threshold`]
  const [tried, setTried] = useState<number | null>(null)
  const asked = tried ?? threshold
  const autonomy = standingOf(trust, asked)
  const state: State = isOn ? autonomy.state : 'off'
  const name = t(`category.${category}.title`)

  return (
    <Section title={name} lead={t(`category.${category}.lead`)}>
      <SwitchRow
        label={t(`category.${category}.switch`)}
        hint={t('switchHint')}
        isOn={isOn}
        onChange={(next) => onChange({ [category]: next })}
      />
      {isOn && (
        <div className="border-line bg-surface shadow-card flex flex-col gap-4 rounded-lg border p-4">
          <div>
            <StateBadge state={state} />
            <p className="text-muted mt-2 text-sm">
              {state === 'unlocked'
                ? t('stateHint.unlocked')
                : t('stateHint.shadow', { count: outcomesMissing(autonomy, asked) })}
              {autonomy.demotions > 0 && ` ${t('stateHint.fellBack', { count: autonomy.demotions })}`}
            </p>
          </div>
          <Agreement autonomy={autonomy} threshold={asked} />
          <ThresholdSlider
            threshold={threshold}
            name={name}
            onMove={setTried}
            onSettle={(next) => {
              setTried(null)
              onChange({ [`${category}_threshold`]: next })
            }}
          />
        </div>
      )}
    </Section>
  )
}

function StateBadge({ state }: { state: State }) {
  const t = useAutomationsText()
  const Icon = ICONS[state]
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-sm font-medium',
        TONES[state],
      )}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      {t(`state.${state}`)}
    </span>
  )
}
