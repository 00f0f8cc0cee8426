import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, unlink, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { App } from '@supabase/lite'
import { currentRequest } from './request-context.ts'

/** Where lite keeps the bytes of objects; their rows are in `storage.objects`. */
export type StorageAdapter = NonNullable<App['_storageAdapter']>
type Body = Parameters<StorageAdapter['uploadObject']>[3]
type Metadata = Awaited<ReturnType<StorageAdapter['headObject']>>

/** What stands after the bytes of an object, in the same file: so that one rename replaces both. */
interface Trailer {
  bucket: string
  key: string
  size: number
  mimetype: string
  cacheControl: string
  /** Quoted, as in the header. */
  eTag: string
  lastModified: string
}

type Head = Omit<Trailer, 'size' | 'eTag' | 'lastModified'>

const TRAILER_LENGTH_BYTES = 4

/**
 * Keeps objects as files in `folder`. A file's name is a hash of bucket and key, so no key can name a path, and
 * `a` and `a/b` can both exist. Files are written aside, synced and renamed: a kill leaves the old object or the new.
 */
export async function openStorage(folder: string): Promise<StorageAdapter> {
  const incoming = path.join(folder, 'incoming')
  // What a killed run was still writing.
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true })

  function fileOf(bucket: string, key: string): string {
    const hash = createHash('sha256')
      .update(JSON.stringify([bucket, key]))
      .digest('hex')
    return path.join(folder, hash.slice(0, 2), hash.slice(2))
  }

  async function store(trailer: Head, body: Body): Promise<Metadata> {
    const draft = path.join(incoming, randomUUID())
    const file = fileOf(trailer.bucket, trailer.key)
    try {
      const handle = await open(draft, 'wx', 0o600)
      const complete = await write(handle, trailer, body).finally(() => handle.close())
      await mkdir(path.dirname(file), { recursive: true })
      await rename(draft, file)
      await syncFolder(path.dirname(file))
      return toMetadata(complete)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  async function remove(bucket: string, key: string): Promise<void> {
    await unlink(fileOf(bucket, key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
  }

  return {
    driver: null,
    uploadObject: (bucket, key, _version, body, mimetype, cacheControl) =>
      store({ bucket, key, mimetype, cacheControl }, body),
    async getObject(bucket, key) {
      const handle = await open(fileOf(bucket, key), 'r')
      try {
        return serve(handle, await readTrailer(handle))
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    async headObject(bucket, key) {
      const handle = await open(fileOf(bucket, key), 'r')
      try {
        return toMetadata(await readTrailer(handle))
      } finally {
        await handle.close()
      }
    },
    async copyObject(sourceBucket, sourceKey, _version, bucket, key) {
      const handle = await open(fileOf(sourceBucket, sourceKey), 'r')
      const { size, mimetype, cacheControl } = await readTrailer(handle)
      const { eTag, lastModified } = await store(
        { bucket, key, mimetype, cacheControl },
        toStream(handle, 0, size),
      )
      return { httpStatusCode: 200, eTag, lastModified }
    },
    deleteObject: (bucket, key) => remove(bucket, key),
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(bucket, key)
    },
    privateAssetUrl: async (bucket, key) => `file://${fileOf(bucket, key)}`,
  }
}

async function write(handle: FileHandle, head: Head, body: Body): Promise<Trailer> {
  const hash = createHash('md5')
  let size = 0
  const chunks = body instanceof Uint8Array ? [body] : (body as AsyncIterable<Uint8Array>)
  for await (const chunk of chunks) {
    hash.update(chunk)
    size += chunk.length
    await handle.appendFile(chunk)
  }
  const lastModified = new Date().toISOString()
  const trailer: Trailer = { ...head, size, eTag: `"${hash.digest('hex')}"`, lastModified }
  const text = Buffer.from(JSON.stringify(trailer))
  const length = Buffer.alloc(TRAILER_LENGTH_BYTES)
  length.writeUInt32BE(text.length)
  await handle.appendFile(Buffer.concat([text, length]))
  await handle.sync()
  return trailer
}

async function readTrailer(handle: FileHandle): Promise<Trailer> {
  const { size } = await handle.stat()
  const length = Buffer.alloc(TRAILER_LENGTH_BYTES)
  await handle.read(length, 0, length.length, size - length.length)
  const text = Buffer.alloc(length.readUInt32BE())
  await handle.read(text, 0, text.length, size - length.length - text.length)
  return JSON.parse(text.toString()) as Trailer
}

// Without it, a crash of the machine may forget the rename. Windows has no such call.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

function toMetadata({ size, mimetype, cacheControl, eTag, lastModified }: Trailer): Metadata {
  return { size, contentLength: size, mimetype, cacheControl, eTag, lastModified: new Date(lastModified) }
}

// The stream closes the file when it is read to its end, or cancelled.
function toStream(handle: FileHandle, start: number, end: number): ReadableStream {
  if (start < end) return Readable.toWeb(handle.createReadStream({ start, end: end - 1 }))
  void handle.close()
  return Readable.toWeb(Readable.from([]))
}

// Lite neither hands us the request's headers nor our status to the client; both go through the request context.
type Found = Awaited<ReturnType<StorageAdapter['getObject']>>

function serve(handle: FileHandle, trailer: Trailer): Found {
  const request = currentRequest()
  const metadata = toMetadata(trailer)
  const answer = (status: number, start: number, end: number, contentRange?: string) => {
    if (request && status !== 200) request.answerStatus = status
    return {
      httpStatusCode: status,
      metadata: { ...metadata, contentLength: end - start, contentRange },
      body: toStream(handle, start, end) as Found['body'],
    }
  }
  if (request && isUnchanged(request.headers, trailer)) return answer(304, 0, 0)
  const range = request && readRange(request.headers, trailer)
  if (!range) return answer(200, 0, trailer.size)
  if (range === 'unsatisfiable') return answer(416, 0, 0, `bytes */${trailer.size}`)
  return answer(206, range.start, range.end, `bytes ${range.start}-${range.end - 1}/${trailer.size}`)
}

function isUnchanged(headers: Headers, { eTag, lastModified }: Trailer): boolean {
  const known = headers.get('if-none-match')
  if (known) return known.split(',').some((tag) => ['*', eTag, `W/${eTag}`].includes(tag.trim()))
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  // The header has whole seconds.
  return Math.floor(Date.parse(lastModified) / 1000) * 1000 <= since
}

function readRange(
  headers: Headers,
  { size, eTag }: Trailer,
): { start: number; end: number } | 'unsatisfiable' | null {
  const condition = headers.get('if-range')
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '')
  if (!match || (condition && condition !== eTag)) return null
  const [, first, last] = match
  if (!first && !last) return null
  const start = first ? Number(first) : Math.max(0, size - Number(last))
  const end = first && last ? Math.min(size, Number(last) + 1) : size
  return start < end ? { start, end } : 'unsatisfiable'
}
