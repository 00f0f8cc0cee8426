import type { HttpError } from './http-error.ts'
import type { Context } from './serve.ts'

export interface EventSender {
  /** Sends the first byte, and with it the status 200. Sending an event does so too. */
  open(): void
  send(event: { event: string; data: unknown }): void
  /** Aborts when nobody listens any more. */
  signal: AbortSignal
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // A proxy that gathers what it passes on would make a stream of one piece.
  'x-accel-buffering': 'no',
}

export const wantsEvents = (request: Request): boolean =>
  /\btext\/event-stream\b/i.test(request.headers.get('accept') ?? '')

/**
 * Answers with the events that `run` sends. What it throws before the first of them is thrown, and becomes an answer
 * with the fitting status; what it throws later becomes the event `error`, whose data is the one body of errors.
 */
export function eventStream(
  { report, requestId }: Pick<Context, 'report' | 'requestId'>,
  run: (sender: EventSender) => Promise<void>,
): Promise<Response> {
  const listening = new AbortController()
  const encoder = new TextEncoder()
  return new Promise((resolve, reject) => {
    let isOpen = false
    let out: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (out = controller),
      cancel: () => listening.abort(),
    })
    const write = (text: string) => {
      if (!listening.signal.aborted) out?.enqueue(encoder.encode(text))
    }
    const open = () => {
      if (isOpen) return
      isOpen = true
      write(':\n\n')
      resolve(new Response(body, { headers: HEADERS }))
    }
    const send: EventSender['send'] = ({ event, data }) => {
      open()
      write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    const close = () => {
      open()
      if (!listening.signal.aborted) out?.close()
    }
    const fail = (error: HttpError) => {
      send({ event: 'error', data: error.toBody(requestId) })
      close()
    }
    run({ open, send, signal: listening.signal }).then(close, (thrown: unknown) =>
      isOpen ? fail(report(thrown)) : reject(thrown),
    )
  })
}
