import { useQuery } from '@tanstack/react-query'
import { pillarQueries } from '../../lib/plan-queries.ts'
import { useAssistantText } from './assistant-text.ts'
import { useModelsOff } from './use-models-off.ts'

/** What a conversation can begin with; it is put into the field, to be sent or changed. */
export function Suggestions({ onChoose }: { onChoose: (text: string) => void }) {
  const t = useAssistantText()
  const { data: pillars } = useQuery({ ...pillarQueries.all(), throwOnError: false })
  const isOff = useModelsOff()
  const pillar = pillars?.find(({ archived }) => !archived)
  const examples = [
    t('empty.first'),
    t('empty.overdue'),
    t('empty.add'),
    ...(pillar ? [t('empty.behind', { name: pillar.name })] : []),
  ]

  return (
    <div className="animate-fade-in flex flex-1 flex-col justify-center py-6">
      <p className="text-lg font-medium text-balance">{t('empty.sentence')}</p>
      <p className="text-muted mt-1.5 max-w-md text-balance">{t(isOff ? 'empty.off' : 'empty.hint')}</p>
      <p className="text-muted mt-6 mb-1 text-sm font-medium">{t('empty.try')}</p>
      <ul className="divide-line border-line divide-y border-y">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onChoose(example)}
              className="hover:bg-hover touch:min-h-11 -mx-2 min-h-10 w-[calc(100%+1rem)] rounded-sm px-2 py-2 text-left"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
