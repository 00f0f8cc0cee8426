import { waitForDeparture, type Exchange } from './fake-server.ts'

/** Fails as any server may, or the gateway before it, if that is scripted. Tells whether it did. */
export async function failAsAnyServer(exchange: Exchange): Promise<boolean> {
  const { answer, response } = exchange
  switch (answer.fault) {
    case 'slow_first_byte':
      await waitForDeparture(exchange)
      return true
    case 'refused':
      response.destroy()
      return true
    case 'html_as_200':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>')
      return true
    case 'empty_as_200':
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end()
      return true
    case 'no_content':
      response.writeHead(204).end()
      return true
    default:
      return false
  }
}
