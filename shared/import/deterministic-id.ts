const hexByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const encoder = new TextEncoder()

const words = new Int32Array(80)

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))

/** SHA-1 of the bytes. Synchronous, because an import names tens of thousands of rows in one go. */
export function sha1(message: Uint8Array): Uint8Array {
  const blockCount = ((message.length + 8) >> 6) + 1
  const padded = new Uint8Array(blockCount * 64)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000))
  view.setUint32(padded.length - 4, (message.length << 3) >>> 0)

  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  for (let block = 0; block < blockCount; block++) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block * 64 + i * 4)
    for (let i = 16; i < 80; i++) {
      words[i] = rotate(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1)
    }
    let a = state[0]!
    let b = state[1]!
    let c = state[2]!
    let d = state[3]!
    let e = state[4]!
    for (let i = 0; i < 80; i++) {
      const mixed =
        i < 20
          ? ((b & c) | (~b & d)) + 0x5a827999
          : i < 40
            ? (b ^ c ^ d) + 0x6ed9eba1
            : i < 60
              ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
              : (b ^ c ^ d) + 0xca62c1d6
      const next = (rotate(a, 5) + mixed + e + words[i]!) | 0
      e = d
      d = c
      c = rotate(b, 30)
      b = a
      a = next
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
  }
  const digest = new Uint8Array(20)
  const out = new DataView(digest.buffer)
  state.forEach((word, i) => out.setInt32(i * 4, word))
  return digest
}

let lastNamespace: { uuid: string; bytes: Uint8Array } | null = null

function uuidBytes(uuid: string): Uint8Array {
  if (lastNamespace?.uuid === uuid) return lastNamespace.bytes
  const hex = uuid.replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError(`not a UUID: ${uuid}`)
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
  lastNamespace = { uuid, bytes }
  return bytes
}

/**
 * A name-based UUID (RFC 9562, version 5): the same namespace and parts always give the same id, so an import
 * that is repeated inserts the same rows. The parts are joined as JSON, so ['a', 'b'] and ['ab'] differ.
 *
 * @throws RangeError when the namespace is not a UUID
 */
export function deterministicId(namespace: string, parts: readonly (string | number)[]): string {
  const name = encoder.encode(JSON.stringify(parts))
  const message = new Uint8Array(16 + name.length)
  message.set(uuidBytes(namespace))
  message.set(name, 16)
  const bytes = sha1(message).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  let id = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) id += '-'
    id += hexByte[bytes[i]!]
  }
  return id
}
