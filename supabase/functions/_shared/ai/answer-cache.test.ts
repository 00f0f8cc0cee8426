import { expect, test } from 'vitest'
import { ttlSecondsOf } from './answer-cache.ts'
import { AiCallError } from './call-error.ts'
import type { ChainResult } from './chain-result.ts'

const complete: Extract<ChainResult, { status: 'complete' | 'blocked' }> = {
  status: 'complete',
  source: 'model',
  text: 'The dentist is first.',
  finish: 'stop',
  isDegraded: false,
  candidate: null,
  servedModel: 'gpt-6-luna',
}

test('a whole answer is kept as long as what it was made from holds', () => {
  expect(ttlSecondsOf(complete, 'live', false)).toBe(0)
  expect(ttlSecondsOf(complete, 'hour', false)).toBe(3_600)
  expect(ttlSecondsOf(complete, 'day', false)).toBe(86_400)
  expect(ttlSecondsOf(complete, 'lasting', false)).toBe(2_592_000)
})

test.each<[string, ChainResult]>([
  ['that was blocked', { ...complete, status: 'blocked', finish: 'blocked' }],
  ['that reached its cap', { ...complete, finish: 'length' }],
  ['that came from a template', { ...complete, source: 'template' }],
  ['that came from the cache', { ...complete, source: 'cache' }],
  ['that says nothing', { ...complete, text: '' }],
  ['that is too long', { ...complete, text: 'x'.repeat(32_001) }],
  ['that failed', { status: 'failed', error: new AiCallError('no_money') }],
  ['that was stopped', { status: 'aborted', text: 'The den' }],
])('an answer %s is not kept', (_, result) => expect(ttlSecondsOf(result, 'day', false)).toBe(0))

test('an answer that proposes something is not kept', () => {
  expect(ttlSecondsOf(complete, 'day', true)).toBe(0)
})
