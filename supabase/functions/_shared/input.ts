import { z } from 'zod'
import type { InputProblem } from '../../../shared/error.ts'
import { HttpError } from './http-error.ts'

const MAX_PROBLEMS = 20

/**
 * Reads and checks what a request brings: its JSON body, or its query for a GET.
 * @throws HttpError BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, INVALID_ENCODING, INVALID_JSON or INVALID_INPUT
 */
export async function readInput<S extends z.core.$ZodType>(
  request: Request,
  schema: S,
  maxBytes: number,
): Promise<z.output<S>> {
  const raw = request.method === 'GET' ? readQuery(request) : await readJson(request, maxBytes)
  const result = await z.safeParseAsync(schema, raw)
  if (result.success) return result.data
  const details: InputProblem[] = result.error.issues
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) => ({ path: path.join('.'), message }))
  throw new HttpError('INVALID_INPUT', 'Some values are missing or wrong.', { details })
}

const readQuery = (request: Request) => Object.fromEntries(new URL(request.url).searchParams)

async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const mediaType = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(mediaType)) {
    throw new HttpError('UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON.', {
      hint: 'Send content-type: application/json.',
    })
  }
  const bytes = await readBytes(request, maxBytes)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError('INVALID_ENCODING', 'The body is not UTF-8.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(
      'INVALID_JSON',
      text.trim() === '' ? 'The body is empty.' : 'The body is not valid JSON.',
    )
  }
}

// Counted while reading: the declared length is the sender's word, and a stream has none.
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new HttpError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`)
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge
  const chunks: Uint8Array[] = []
  let size = 0
  // Not every runtime lets one iterate a stream with for await, hence the reader.
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      throw tooLarge
    }
    chunks.push(next.value)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}
