import { expect, it } from 'vitest'
import { chainOf } from './chain.ts'

const projects = [{ id: 'project', area_id: 'area' }]
const areas = [{ id: 'area', pillar_id: 'pillar' }]

it.each([
  ['task', 'project', ['x', 'project', 'area', 'pillar']],
  ['task', null, ['x']],
  ['project', 'area', ['x', 'area', 'pillar']],
  ['area', 'pillar', ['x', 'pillar']],
  ['pillar', null, ['x']],
] as const)('a %s in %s stands in the chain up to its pillar', (type, parentId, chain) => {
  expect(chainOf({ type, id: 'x', parentId }, { projects, areas })).toEqual(chain)
})

it('of what is not known only itself and its parent are left', () => {
  expect(chainOf({ type: 'task', id: 'x', parentId: 'project' }, { projects: [], areas: [] })).toEqual([
    'x',
    'project',
  ])
})
