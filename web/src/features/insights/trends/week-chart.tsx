type WeekChartProps = {
  /** One for each week, oldest first: shares of 0 to 1, null where there was nothing. */
  points: readonly { rate: number | null; low?: number; high?: number }[]
  label: string
}

const MARKS = [0, 0.5, 1] as const
const percent = (share: number) => `${share * 100}%`

/** Rates by week: a dot for each, the interval it lies in as a bar behind it, and a line from week to week. */
export function WeekChart({ points, label }: WeekChartProps) {
  const x = (week: number) => percent((week + 0.5) / points.length)
  const y = (rate: number) => percent(1 - rate)
  const shown = points.flatMap(({ rate, ...interval }, week) =>
    rate === null ? [] : [{ week, rate, ...interval }],
  )
  return (
    <svg role="img" aria-label={label} className="h-28 w-full overflow-visible py-1.5">
      {MARKS.map((mark) => (
        <g key={mark}>
          <line x1="0" x2="100%" y1={y(mark)} y2={y(mark)} className="stroke-line" strokeWidth={1} />
          <text x="0" y={y(mark)} dy={-3} className="fill-faint text-[0.6875rem] tabular-nums">
            {percent(mark)}
          </text>
        </g>
      ))}
      {shown.map(({ week, low, high }) =>
        low === undefined || high === undefined ? null : (
          <line
            key={week}
            x1={x(week)}
            x2={x(week)}
            y1={y(low)}
            y2={y(high)}
            strokeWidth={7}
            strokeLinecap="round"
            className="stroke-gold-soft-strong"
          />
        ),
      )}
      {shown.slice(1).map(({ week, rate }, index) => {
        const before = shown[index]!
        return (
          <line
            key={week}
            x1={x(before.week)}
            y1={y(before.rate)}
            x2={x(week)}
            y2={y(rate)}
            className="stroke-gold"
            strokeWidth={1.5}
            // Over a week of nothing the line only guesses.
            strokeDasharray={week - before.week > 1 ? '2 4' : undefined}
          />
        )
      })}
      {shown.map(({ week, rate }) => (
        <circle
          key={week}
          cx={x(week)}
          cy={y(rate)}
          r={4}
          className="fill-gold stroke-canvas"
          strokeWidth={2}
        />
      ))}
    </svg>
  )
}
