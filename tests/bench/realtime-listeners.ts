import { WebSocket } from 'ws'

/** What the listening process is told: sockets that each join the topics of one person. */
export interface ListenTask {
  url: string
  publishableKey: string
  people: { token: string; topics: string[] }[]
}

/** When a message arrived, in nanoseconds of the system's monotonic clock, which all processes share. */
export interface Arrival {
  id: string
  at: string
}

export type ListenerMessage = { kind: 'ready' } | { kind: 'arrivals'; arrivals: Arrival[]; closed: number }

// A process of its own, as browsers are: what it costs to receive must not slow down the sender.
process.once('message', (task: ListenTask) => void listen(task))

async function listen({ url, publishableKey, people }: ListenTask): Promise<void> {
  const arrivals: Arrival[] = []
  let closed = 0
  const address = `${url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${publishableKey}&vsn=2.0.0`

  const open = ({ token, topics }: ListenTask['people'][number]) =>
    new Promise<void>((resolve, reject) => {
      const socket = new WebSocket(address)
      let joined = 0
      socket.on('open', () => {
        for (const [index, topic] of topics.entries()) {
          const config = { private: true }
          const join = [
            String(index),
            String(index),
            `realtime:${topic}`,
            'phx_join',
            { config, access_token: token },
          ]
          socket.send(JSON.stringify(join))
        }
      })
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        const at = process.hrtime.bigint()
        if (isBinary) {
          arrivals.push({ id: idOf(data), at: at.toString() })
          return
        }
        const reply = JSON.parse(data.toString()) as [unknown, unknown, string, string, { status?: string }]
        if (reply[4].status === 'error') reject(new Error(data.toString()))
        if (reply[4].status === 'ok' && ++joined === topics.length) resolve()
      })
      socket.on('error', reject)
      socket.on('close', () => closed++)
    })

  for (const person of people) await open(person)
  send({ kind: 'ready' })
  process.once('message', () => send({ kind: 'arrivals', arrivals, closed }))
}

// The row id of a change, or the id of an announcement, both in the payload of the frame.
function idOf(frame: Buffer): string {
  const [topic, event, meta] = [frame[1]!, frame[2]!, frame[3]!]
  const payload = JSON.parse(frame.toString('utf8', 5 + topic + event + meta)) as {
    id: string
    ids?: string[]
  }
  return payload.ids?.[0] ?? payload.id
}

const send = (message: ListenerMessage) => process.send!(message)
