import { expect, test } from 'vitest'
import { Presences } from './presence.ts'

const meta = (payload: object, previous?: string) => ({
  ...payload,
  phx_ref: expect.any(String) as string,
  ...(previous !== undefined && { phx_ref_prev: previous }),
})

test('who tracks is present, and absent after untracking', () => {
  const presences = new Presences()
  const owner = {}
  expect(presences.track('room', owner, 'ana', { at: 1 })).toEqual({
    joins: { ana: { metas: [meta({ at: 1 })] } },
    leaves: {},
  })
  expect(presences.state('room')).toEqual({ ana: { metas: [meta({ at: 1 })] } })
  expect(presences.state('another room')).toEqual({})
  expect(presences.untrack('room', owner)).toEqual({
    joins: {},
    leaves: { ana: { metas: [meta({ at: 1 })] } },
  })
  expect(presences.untrack('room', owner)).toBeNull()
  expect(presences.state('room')).toEqual({})
})

test('a change joins with the new and leaves with the old, the same again is no change', () => {
  const presences = new Presences()
  const owner = {}
  const first = presences.track('room', owner, 'ana', { at: 1 })!.joins.ana!.metas[0]!
  expect(presences.track('room', owner, 'ana', { at: 1 })).toBeNull()
  expect(presences.track('room', owner, 'ana', { at: 2 })).toEqual({
    joins: { ana: { metas: [meta({ at: 2 }, first.phx_ref)] } },
    leaves: { ana: { metas: [first] } },
  })
})

test('one key may be present from several sockets', () => {
  const presences = new Presences()
  presences.track('room', {}, 'ana', { device: 'phone' })
  presences.track('room', {}, 'ana', { device: 'desk' })
  const { metas } = presences.state('room').ana!
  expect(metas).toEqual([meta({ device: 'phone' }), meta({ device: 'desk' })])
  expect(new Set(metas.map(({ phx_ref }) => phx_ref)).size).toBe(2)
})

test('a key may be called like a property of every object', () => {
  const presences = new Presences()
  presences.track('room', {}, '__proto__', {})
  expect(JSON.stringify(presences.state('room'))).toContain('"__proto__":{"metas"')
})
