import { type CompareProps, TitleButton } from './compare-table.tsx'

const LETTERS = ['A', 'B', 'C'] as const

/** The same for a phone: each insight has a letter, and each line says what holds for which. */
export function CompareStack({ insights, lines, onOpen }: CompareProps) {
  return (
    <>
      <ol className="flex flex-col gap-2">
        {insights.map((insight, place) => (
          <li key={insight.id} className="flex items-center gap-3 font-semibold">
            <Letter place={place} />
            <TitleButton insight={insight} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      <dl className="divide-line border-line mt-4 divide-y border-t text-sm">
        {lines.map(({ label, cell }) => (
          <div key={label} className="py-3">
            <dt className="text-muted font-medium">{label}</dt>
            {insights.map((insight, place) => (
              <dd key={insight.id} className="mt-1.5 flex items-start gap-3 tabular-nums">
                <Letter place={place} />
                <div className="min-w-0 flex-1 wrap-anywhere">{cell(insight)}</div>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  )
}

function Letter({ place }: { place: number }) {
  return (
    <span className="bg-gold-soft text-ink flex size-5 shrink-0 items-center justify-center rounded-full text-xs font-semibold">
      {LETTERS[place]}
    </span>
  )
}
