import { colorAt } from './looks.ts'
import { newArea, newPillar, newProject } from './level-data.ts'
import type { DraftPlace } from './tree.ts'
import type { Plan } from './use-plan.ts'

/** The row a finished draft becomes. An area wears the colours of its pillar. */
export function newRow({ kind, parentId }: DraftPlace, name: string, plan: Pick<Plan, 'pillars' | 'areas'>) {
  switch (kind) {
    case 'pillar': {
      const look = { icon: '🎯', color: colorAt(plan.pillars.length) }
      return { level: 'pillar' as const, row: newPillar(name, look) }
    }
    case 'area': {
      const pillar = plan.pillars.find(({ id }) => id === parentId)
      const look = { icon: pillar?.icon ?? '🎯', color: pillar?.color ?? colorAt(plan.areas.length) }
      return { level: 'area' as const, row: newArea(name, parentId, look) }
    }
    case 'project':
      return { level: 'project' as const, row: newProject(name, parentId) }
    case 'task':
      return null
  }
}
