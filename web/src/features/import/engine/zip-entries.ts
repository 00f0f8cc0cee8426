import { inflateSync } from 'fflate'
import { problem, type ImportProblem } from '../../../../../shared/import/import-problem.ts'

export interface ZipEntry {
  /** The path in the archive. */
  name: string
  /** Local day and time the archive gives for the entry; null for a date no archive was made on. */
  modifiedAt: Date | null
  bytes: Uint8Array
}

interface Listing {
  name: string
  isEncrypted: boolean
  method: number
  modifiedAt: Date | null
  checksum: number
  packedSize: number
  size: number
  offset: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_SIZE = 22
const COMMENT_MAX = 0xffff

const checksums = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = checksums[(value ^ byte) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function readDate(date: number, time: number): Date | null {
  const year = 1980 + (date >> 9)
  if (year < 2005) return null
  return new Date(year, ((date >> 5) & 15) - 1, date & 31, time >> 11, (time >> 5) & 63)
}

function readName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

function findEnd(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - END_SIZE - COMMENT_MAX)
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  return null
}

/** @throws RangeError when the archive points outside of itself */
function list(bytes: Uint8Array, view: DataView): Listing[] {
  const end = findEnd(view)
  if (end === null) throw new RangeError('no end of directory')
  let at = view.getUint32(end + 16, true)
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new RangeError('no directory entry')
    const nameLength = view.getUint16(at + 28, true)
    const listing: Listing = {
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      modifiedAt: readDate(view.getUint16(at + 14, true), view.getUint16(at + 12, true)),
      checksum: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      name: readName(bytes.subarray(at + 46, at + 46 + nameLength)),
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return listing
  })
}

/** The entry's bytes, or null when they are damaged. The room is what the directory promises, so nothing can burst. */
function unpack(bytes: Uint8Array, view: DataView, { offset, packedSize, size, method, checksum }: Listing) {
  if (view.getUint32(offset, true) !== LOCAL_SIGNATURE) return null
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const packed = bytes.subarray(start, start + packedSize)
  const unpacked =
    method === 0 ? packed : method === 8 ? inflateSync(packed, { out: new Uint8Array(size) }) : null
  return unpacked?.length === size && crc32(unpacked) === checksum ? unpacked : null
}

/**
 * Unpacks the wanted entries, each checked against its checksum: a damaged archive must not be imported by half.
 * Entries that together unpack to more than `maxBytes` are not unpacked at all.
 */
export function readZip(
  file: string,
  bytes: Uint8Array,
  wants: (name: string) => boolean,
  maxBytes: number,
): { entries: ZipEntry[]; others: string[] } | ImportProblem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const listings = list(bytes, view).filter(({ name }) => !name.endsWith('/'))
    const wanted = listings.filter(({ name }) => wants(name))
    const total = wanted.reduce((sum, { size }) => sum + size, 0)
    if (total > maxBytes)
      return problem('unpacks_too_large', file, null, { megabytes: Math.round(maxBytes / 1e6) })
    const entries: ZipEntry[] = []
    for (const listing of wanted) {
      if (listing.isEncrypted) return problem('encrypted_zip', file, null, { entry: listing.name })
      const unpacked = unpack(bytes, view, listing)
      if (!unpacked) return problem('broken_zip', file, null, { entry: listing.name })
      entries.push({ name: listing.name, modifiedAt: listing.modifiedAt, bytes: unpacked })
    }
    const others = listings.filter((listing) => !wanted.includes(listing)).map(({ name }) => name)
    return { entries, others }
  } catch {
    return problem('broken_zip', file, null, { entry: '' })
  }
}
