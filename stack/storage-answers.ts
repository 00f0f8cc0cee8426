import type { RequestContext } from './request-context.ts'

type Json = Record<string, unknown>

// Lite gives addresses from the root of the API, hosted from the root of Storage.
const address = (value: unknown) => (typeof value === 'string' ? value.replace(/^\/storage\/v1/, '') : null)

const CORRECTIONS: [method: string, path: RegExp, correct: (body: Json) => Json][] = [
  ['POST', /^\/object\/upload\/sign\//, ({ signedUrl, ...rest }) => ({ ...rest, url: address(signedUrl) })],
  ['POST', /^\/object\/sign\//, ({ signedUrl, ...rest }) => ({ ...rest, signedURL: address(signedUrl) })],
  ['POST', /^\/object\/copy$/, ({ key, ...rest }) => ({ ...rest, Key: key })],
  [
    'GET',
    /^\/object\/info\//,
    ({ httpMetadata, ...rest }) => ({ ...rest, ...describeFile(httpMetadata as Json) }),
  ],
]

const describeFile = ({ size, mimetype, cacheControl, eTag, lastModified }: Json) => ({
  ...{ size, content_type: mimetype, cache_control: cacheControl, etag: eTag, last_modified: lastModified },
})

/** The answer of lite in the form that hosted gives it, which is the one supabase-js reads. */
export async function correctAnswer(answer: Response, context: RequestContext): Promise<Response> {
  const { method, path } = context
  if (!answer.ok) return answer
  const correct = CORRECTIONS.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2]
  if (correct) {
    const body = (await answer.json()) as Json | Json[]
    return Response.json(Array.isArray(body) ? body.map(correct) : correct(body), { status: answer.status })
  }
  return method === 'GET' ? serveFile(answer, context) : answer
}

async function serveFile(answer: Response, { answerStatus, query }: RequestContext): Promise<Response> {
  const headers = new Headers(answer.headers)
  // People's files are shown, never run, in the origin of the API.
  headers.set('x-content-type-options', 'nosniff')
  const download = query.get('download')
  if (download !== null) {
    const name = download && `; filename*=UTF-8''${encodeURIComponent(download)}`
    headers.set('content-disposition', `attachment${name}`)
  }
  if (answerStatus === 304) {
    await answer.body?.cancel()
    return new Response(null, { status: 304, headers })
  }
  return new Response(answer.body, { status: answerStatus ?? answer.status, headers })
}
