import { expect, test } from 'vitest'
import { kept } from './kept.ts'

/** Reads that are counted, on a clock that is set. */
function scene(fails = 0) {
  const state = { at: 0, reads: 0 }
  const read = () => {
    state.reads += 1
    return state.reads <= fails ? Promise.reject(new Error('no connection')) : Promise.resolve(state.reads)
  }
  return { state, get: kept(read, 1_000, () => state.at) }
}

test('what many ask for at once is read once, and again when its time is up', async () => {
  const { state, get } = scene()
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  state.at = 999
  expect(await get()).toBe(1)
  state.at = 1_000
  expect(await get()).toBe(2)
})

test('what could not be read is read anew by the next', async () => {
  const { get } = scene(1)
  await expect(get()).rejects.toThrow('no connection')
  expect(await get()).toBe(2)
})
