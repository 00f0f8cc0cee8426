/** One message of a server-sent stream; without a name it is a `message`. */
export type StreamEvent = { event: string; data: string }

/**
 * Reads server-sent events as they arrive, however their bytes are cut: inside a line, inside a letter, between the two
 * characters that end a line. What the stream leaves unfinished at its end is no event.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []

  function* take(lines: readonly string[]): Generator<StreamEvent> {
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
        event = ''
        data = []
        continue
      }
      const colon = line.indexOf(':')
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'event') event = value
      if (field === 'data') data.push(value)
    }
  }

  try {
    for (;;) {
      const { done, value } = await reader.read()
      rest += decoder.decode(value, { stream: !done })
      // A carriage return at the very end may be the first half of a line's end.
      const whole = done || !rest.endsWith('\r') ? rest : rest.slice(0, -1)
      const lines = whole.split(/\r\n|\n|\r/)
      rest = (lines.pop() ?? '') + rest.slice(whole.length)
      yield* take(lines)
      if (done) return
    }
  } finally {
    // Whoever stops listening ends the request too.
    await reader.cancel().catch(() => undefined)
  }
}
