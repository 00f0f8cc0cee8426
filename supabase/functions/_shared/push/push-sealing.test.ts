import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ring } from './push.ts'

// The other side, written from the standards and tried on their own examples, reads what we send.

const bytes = (text: string) => Buffer.from(text, 'base64url')

interface Receiver {
  publicKey: Buffer
  privateKey: Buffer
  auth: Buffer
}

/** What a browser does with a message: RFC 8291 for the keys, RFC 8188 for the content. */
function open(body: Buffer, { publicKey, privateKey, auth }: Receiver): string {
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const sender = body.subarray(21, 21 + body[20]!)
  const sealed = body.subarray(21 + sender.length)
  if (sealed.length > recordSize) throw new Error('more than one record')
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(privateKey)
  const derive = (key: Uint8Array, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender])
  const secret = derive(curve.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  // After the content: a two, for this is the last record, and any number of zeros.
  const end = padded.lastIndexOf(2)
  if (padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('wrong padding')
  return padded.subarray(0, end).toString()
}

/** What a push service does with our signature: RFC 8292. @throws when it is not of the key beside it */
function readVapid(authorization: string): { claims: Record<string, unknown>; header: unknown; key: string } {
  const [, header, claims, signature, key] = /^vapid t=([^.]+)\.([^.]+)\.([^,]+), k=(.+)$/.exec(
    authorization,
  )!
  const point = bytes(key!)
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256' },
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const signed = Buffer.from(`${header}.${claims}`)
  const isTrue = verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature!))
  if (!isTrue) throw new Error('signed by another key')
  const parse = (part: string) => JSON.parse(bytes(part).toString()) as Record<string, unknown>
  return { header: parse(header!), claims: parse(claims!), key: key! }
}

describe('the reader of this test', () => {
  // RFC 8291, appendix A.
  const receiver: Receiver = {
    publicKey: bytes(
      'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    ),
    privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'),
    auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
  }
  const sealed = bytes(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
  // RFC 8292, section 2.4.
  const parts = {
    t: 'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA',
    k: 'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs',
  }

  it('opens the message of RFC 8291, and none that was changed', () => {
    expect(open(sealed, receiver)).toBe('When I grow up, I want to be a watermelon')
    const changed = Buffer.from(sealed)
    changed[changed.length - 20]! ^= 1
    expect(() => open(changed, receiver)).toThrow()
  })

  it('believes the signature of RFC 8292, and no other', () => {
    expect(readVapid(`vapid t=${parts.t}, k=${parts.k}`).claims).toEqual({
      ...{ aud: 'https://push.example.net', exp: 1453523768, sub: 'mailto:push@example.com' },
    })
    const forged = parts.t.replace('i3CYb7t4', 'i3CYb7t5')
    expect(() => readVapid(`vapid t=${forged}, k=${parts.k}`)).toThrow('signed by another key')
  })
})

let server: Server | undefined
afterEach(() => void server?.close())

describe('a message to a device', () => {
  const message = { title: 'Mutter anrufen', body: 'Fällig um 15:00 Uhr. 📞', path: '/today', tag: 'a' }

  async function send() {
    const seen: { headers: IncomingHttpHeaders; body: Buffer }[] = []
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        seen.push({ headers: request.headers, body: Buffer.concat(parts) })
        response.writeHead(201).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const testOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const ours = createECDH('prime256v1')
    const theirs = createECDH('prime256v1')
    const receiver = {
      publicKey: theirs.generateKeys(),
      privateKey: theirs.getPrivateKey(),
      auth: randomBytes(16),
    }
    const publicKey = ours.generateKeys('base64url')
    await ring(
      {
        ...{ publicKey, contact: 'mailto:aurum@localhost.localdomain', testOrigin },
        privateKey: Buffer.concat([Buffer.alloc(32), ours.getPrivateKey()])
          .subarray(-32)
          .toString('base64url'),
      },
      {
        ...{ id: 'd', endpoint: `${testOrigin}/send/1` },
        p256dh: receiver.publicKey.toString('base64url'),
        auth: receiver.auth.toString('base64url'),
      },
      message,
    )
    return { ...seen[0]!, receiver, publicKey, testOrigin }
  }

  it('is read by that device alone, and says nothing on its way', async () => {
    const { headers, body, receiver } = await send()
    expect(headers['content-encoding']).toBe('aes128gcm')
    expect(JSON.parse(open(body, receiver))).toEqual(message)
    expect(() => open(body, { ...receiver, auth: randomBytes(16) })).toThrow()
    expect(body.includes('Mutter')).toBe(false)
    expect(JSON.stringify(headers)).not.toContain('Mutter')
  })

  it('is sealed with keys of its own each time', async () => {
    const sender = (body: Buffer) => body.subarray(21, 86).toString('hex')
    const first = await send()
    server?.close()
    const second = await send()
    expect(sender(first.body)).not.toBe(sender(second.body))
    expect(first.body.subarray(0, 16)).not.toEqual(second.body.subarray(0, 16))
  })

  it('is signed by our key, for this push service, for less than a day', async () => {
    const { headers, publicKey, testOrigin } = await send()
    const { header, claims, key } = readVapid(headers.authorization!)
    expect(header).toMatchObject({ typ: 'JWT', alg: 'ES256' })
    expect(key).toBe(publicKey)
    expect(claims).toMatchObject({ aud: testOrigin, sub: 'mailto:aurum@localhost.localdomain' })
    const seconds = Number(claims.exp) - Date.now() / 1_000
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(24 * 60 * 60)
  })
})
