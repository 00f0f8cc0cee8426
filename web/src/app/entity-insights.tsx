import { Suspense } from 'react'
import { lazyExtra } from '../ui/lazy-extra.ts'

const load = () => import('../features/insights/entity/entity-insights.tsx')

/** What the rules say of a row; it comes after what it stands in, and costs that nothing. */
const Card = lazyExtra(() => load().then(({ EntityInsights }) => EntityInsights))

type InsightsOfProps = {
  type: 'pillar' | 'area' | 'project' | 'task'
  id: string
  parentId: string | null
}

export function InsightsOf({ type, id, parentId }: InsightsOfProps) {
  return (
    <Suspense>
      <Card entity={{ type, id, parentId }} />
    </Suspense>
  )
}
