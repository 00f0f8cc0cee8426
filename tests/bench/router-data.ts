import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseQuestions, parseRequests, parseSimpleQueries } from '../../shared/routing/training/examples.ts'
import { repositoryDir } from '../../stack/settings.ts'

export const DATA_VARIABLE = 'AURUM_ROUTING_DATA'

/** Our own training requests, and the sets that are only looked at: null when nobody said where they are. */
export function readRoutingData() {
  const dataDir = process.env[DATA_VARIABLE]
  if (!dataDir || !existsSync(path.join(dataDir, 'requests_public.jsonl'))) return null
  const read = (...parts: string[]): string => readFileSync(path.join(...parts), 'utf8')
  return {
    own: parseRequests(read(repositoryDir, 'shared', 'routing', 'training', 'requests.jsonl')),
    open: parseRequests(read(dataDir, 'requests_public.jsonl')),
    questions: parseQuestions(read(dataDir, 'strong_weak_train.jsonl')),
    simple: parseSimpleQueries(read(dataDir, 'assistant_queries_simple.jsonl')),
  }
}
