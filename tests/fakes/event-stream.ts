import { setTimeout as delay } from 'node:timers/promises'
import { waitForDeparture, type Exchange } from './fake-server.ts'
import type { Ending } from './reply-plan.ts'

/** Writes server-sent events the ways a network delivers them. */
export class EventWriter {
  private held = ''
  private readonly separator: string

  constructor(
    private readonly exchange: Exchange,
    headers: Record<string, string> = {},
  ) {
    const { answer, response } = exchange
    this.separator = answer.fault === 'crlf_split' ? '\r\n\r\n' : '\n\n'
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...headers })
    response.flushHeaders()
    response.socket?.setNoDelay(true)
  }

  /** One event; `data` is an object, or text as it is. */
  async event(data: unknown, name?: string): Promise<void> {
    const { answer, signal } = this.exchange
    if (signal.aborted) return
    const text = typeof data === 'string' ? data : JSON.stringify(data)
    const block = `${name ? `event: ${name}\n` : ''}data: ${text}${this.separator}`
    if (answer.fault === 'one_chunk') this.held += block
    else if (answer.fault === 'one_byte_at_a_time') await this.byteByByte(block)
    else if (answer.fault === 'crlf_split') await this.splitInSeparator(block)
    else await this.write(Buffer.from(block))
    if (answer.pieceDelayMs > 0) await delay(answer.pieceDelayMs, undefined, { signal }).catch(() => {})
  }

  async end(): Promise<void> {
    if (this.held) await this.write(Buffer.from(this.held))
    if (this.exchange.answer.fault === 'junk_after_end')
      await this.write(Buffer.from('\n: bye\n\n<!-- junk -->'))
    this.exchange.response.end()
  }

  /**
   * Ends before the answer is whole.
   * @param error what the provider says when it breaks half-way
   * @param errorName of the event with the error, if it has one
   * @param malformed a piece of JSON that is never closed
   */
  async breakOff(ending: Ending, error: unknown, malformed: string, errorName?: string): Promise<void> {
    // A crash breaks the connection; a stall says nothing more.
    if (ending === 'cut') return void this.exchange.response.destroy()
    if (ending === 'mid_character') {
      await this.write(Buffer.from(`data: {"text":"🦷`).subarray(0, -2))
      return void this.exchange.response.destroy()
    }
    if (ending === 'stall') return waitForDeparture(this.exchange)
    if (ending === 'error') await this.event(error, errorName)
    if (ending === 'malformed') await this.event(malformed)
    await this.end()
  }

  private async byteByByte(block: string): Promise<void> {
    for (const byte of Buffer.from(block)) await this.write(Buffer.of(byte))
  }

  // The two halves of a CRLF, and of the pair, arrive apart.
  private async splitInSeparator(block: string): Promise<void> {
    const bytes = Buffer.from(block)
    await this.write(bytes.subarray(0, -3))
    await this.write(bytes.subarray(-3, -2))
    await this.write(bytes.subarray(-2))
  }

  // Each write is a chunk of its own for the reader once this one has left.
  private write(bytes: Buffer): Promise<void> {
    const { response, signal } = this.exchange
    return new Promise((resolve) => {
      if (signal.aborted) return resolve()
      response.write(bytes, () => setImmediate(resolve))
    })
  }
}
