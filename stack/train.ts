import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseQuestions, parseRequests, parseSimpleQueries } from '../shared/routing/training/examples.ts'
import { trainModel } from '../shared/routing/training/train-model.ts'
import { repositoryDir, StackError } from './settings.ts'

const folder = path.join(repositoryDir, 'shared', 'routing')

const FILES = ['requests_public.jsonl', 'strong_weak_train.jsonl', 'assistant_queries_simple.jsonl']
/** Raise it with every change of weights that is committed. */
const VERSION = '2026-11-21.4'

/**
 * `npm run train -- <folder of the routing data>`: learns shared/routing/weights.json from our own requests, the
 * public ones, simple queries and the questions. The same data give the same file.
 * @returns the exit code
 * @throws StackError when no folder is named or it cannot be read
 */
export async function main([dataDir]: string[]): Promise<number> {
  if (dataDir === undefined) throw new StackError('Usage: npm run train -- <folder of the routing data>')
  const own = await readFile(path.join(folder, 'training', 'requests.jsonl'), 'utf8')
  const [open, asked, simple] = await Promise.all(FILES.map(readData))
  const requests = [...parseRequests(own), ...parseRequests(open!)]
  const model = trainModel({ requests, simple: parseSimpleQueries(simple!) }, parseQuestions(asked!), VERSION)
  await writeFile(path.join(folder, 'weights.json'), `${JSON.stringify(model)}\n`)
  console.log(`Trained ${model.version} on ${requests.length} requests; strategic from ${model.threshold}`)
  return 0

  function readData(file: string): Promise<string> {
    return readFile(path.join(dataDir!, file), 'utf8').catch((error: unknown) => {
      throw new StackError(`There is no ${file} in ${dataDir}.`, { cause: error })
    })
  }
}
