import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { openStorage } from './storage-adapter.ts'
import { connect, meet, type Person } from './test-people.ts'

let owner: Person
let stranger: Person
const files = (person: Person) => person.client.storage.from('attachments')
const text = { contentType: 'text/plain' }

beforeAll(async () => {
  ;[owner, stranger] = await Promise.all([meet(), meet()])
})

/** Puts a text file into the owner's folder and gives its path. */
async function put(content: string, name = `${randomUUID()}.txt`): Promise<string> {
  const { data, error } = await files(owner).upload(`${owner.id}/${name}`, Buffer.from(content), text)
  if (error) throw error
  return data.path
}

const read = async (person: Person, file: string) => (await files(person).download(file)).data?.text()

describe('the owner', () => {
  test('gets back byte for byte what they uploaded', async () => {
    const content = randomBytes(3_000_000)
    const file = `${owner.id}/${randomUUID()}.pdf`
    await files(owner).upload(file, content, { contentType: 'application/pdf' })
    const { data } = await files(owner).download(file)
    expect(data?.type).toBe('application/pdf')
    expect(Buffer.from(await data!.arrayBuffer()).equals(content)).toBe(true)
  })

  test('uploads files as browsers do, in a form', async () => {
    const file = `${owner.id}/${randomUUID()}.txt`
    const { error } = await files(owner).upload(
      file,
      new File(['from a form'], 'a.txt', { type: 'text/plain' }),
    )
    expect(error).toBeNull()
    expect(await read(owner, file)).toBe('from a form')
    const { data } = await files(owner).info(file)
    expect(data).toMatchObject({ name: file, bucketId: 'attachments', size: 11, contentType: 'text/plain' })
  })

  test('uploads an empty file, and names with spaces, umlauts and emoji', async () => {
    const file = await put('', `Über uns & mehr 🎯 ${randomUUID()}.txt`)
    expect(await read(owner, file)).toBe('')
  })

  test('replaces a file only when asked to', async () => {
    const file = await put('first')
    const again = await files(owner).upload(file, 'second', text)
    expect(again.error).toMatchObject({ statusCode: '409' })
    expect(await read(owner, file)).toBe('first')
    await files(owner).upload(file, 'second', { ...text, upsert: true })
    expect(await read(owner, file)).toBe('second')
    await files(owner).update(file, new File(['third'], 'a.txt', { type: 'text/plain' }))
    expect(await read(owner, file)).toBe('third')
  })

  test('moves, copies and removes', async () => {
    const file = await put('travels')
    const moved = `${owner.id}/moved/${randomUUID()}.txt`
    const copied = `${owner.id}/copied/${randomUUID()}.txt`
    expect((await files(owner).move(file, moved)).error).toBeNull()
    expect((await files(owner).copy(moved, copied)).data?.path).toContain(copied)
    expect(await read(owner, file)).toBeUndefined()
    expect(await read(owner, moved)).toBe('travels')

    const { data } = await files(owner).remove([moved])
    expect(data?.map(({ name }) => name)).toEqual([moved])
    expect(await read(owner, moved)).toBeUndefined()
    expect(await read(owner, copied)).toBe('travels')
  })

  test('lists a folder: its files, and its folders as names', async () => {
    const folder = randomUUID()
    await put('b', `${folder}/b.txt`)
    await put('a', `${folder}/a.txt`)
    await put('c', `${folder}/inner/c.txt`)
    const { data } = await files(owner).list(`${owner.id}/${folder}`)
    expect(data?.map(({ name, id }) => [name, id !== null])).toEqual([
      ['a.txt', true],
      ['b.txt', true],
      ['inner', false],
    ])
    expect(data?.[0]?.metadata).toMatchObject({ size: 1, mimetype: 'text/plain' })
    const searched = await files(owner).list(`${owner.id}/${folder}`, { search: 'B', limit: 1 })
    expect(searched.data?.map(({ name }) => name)).toEqual(['b.txt'])
  })

  test('a file and a folder may have the same name', async () => {
    const name = randomUUID()
    expect(await read(owner, await put('file', name))).toBe('file')
    expect(await read(owner, await put('inside', `${name}/b`))).toBe('inside')
  })
})

describe('a stranger', () => {
  test('neither reads, lists, changes nor removes the file of another', async () => {
    const file = await put('private')
    const asked = await Promise.all([
      files(stranger).download(file),
      files(stranger).info(file),
      files(stranger).createSignedUrl(file, 60),
      files(stranger).copy(file, `${stranger.id}/copy.txt`),
      files(stranger).move(file, `${stranger.id}/moved.txt`),
      files(stranger).update(file, 'taken', text),
    ])
    for (const { error } of asked) expect(error).not.toBeNull()
    for (const { error } of asked) expect(Number((error as { status?: number }).status)).toBeLessThan(500)
    expect((await files(stranger).remove([file])).data).toEqual([])
    expect((await files(stranger).list(owner.id)).data).toEqual([])
    expect(await read(owner, file)).toBe('private')
  })

  test('does not upload into the folder of another', async () => {
    const { error } = await files(stranger).upload(`${owner.id}/planted.txt`, 'x', text)
    expect(error).toMatchObject({ statusCode: '403' })
    const signed = await files(stranger).createSignedUploadUrl(`${owner.id}/planted.txt`)
    expect(signed.error).not.toBeNull()
  })

  test('leaves no folder by dots, in any spelling', async () => {
    const spellings = [
      `${stranger.id}/../${owner.id}/a.txt`,
      `${stranger.id}/..%2f${owner.id}%2fa.txt`,
      `${stranger.id}/%2e%2e/${owner.id}/a.txt`,
      `${stranger.id}/..\\..\\secrets.json`,
      `/${owner.id}/a.txt`,
      `../../../../etc/passwd`,
    ]
    for (const spelling of spellings) {
      const { error } = await files(stranger).upload(spelling, 'x', text)
      expect(error, spelling).not.toBeNull()
    }
    const { apiUrl, publishableKey } = inject('stack')
    const { data } = await stranger.client.auth.getSession()
    for (const spelling of spellings) {
      const answer = await fetch(`${apiUrl}/storage/v1/object/attachments/${spelling}`, {
        headers: { apikey: publishableKey, authorization: `Bearer ${data.session!.access_token}` },
      })
      expect(answer.status, spelling).toBeGreaterThanOrEqual(400)
      expect(answer.status, spelling).toBeLessThan(500)
    }
  })

  test('without a session sees nothing of a private bucket', async () => {
    const file = await put('private')
    const { error } = await connect().storage.from('attachments').download(file)
    expect(error).not.toBeNull()
    expect((await connect().storage.from('attachments').list(owner.id)).data).toEqual([])
  })
})

describe('links', () => {
  test('a signed link opens the file without any key, until it expires', async () => {
    const file = await put('shared')
    const { data } = await files(owner).createSignedUrl(file, 60)
    const answer = await fetch(data!.signedUrl)
    expect(await answer.text()).toBe('shared')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')

    const key = new TextEncoder().encode(inject('stack').jwtSecret)
    const claims = { sub: file, bucket: 'attachments', intent: 'download' }
    const expired = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(1)
      .sign(key)
    for (const token of [expired, 'x.y.z', '']) {
      const url = new URL(data!.signedUrl)
      url.searchParams.set('token', token)
      expect((await fetch(url)).status).toBe(400)
    }
  })

  test('many signed links are made at once', async () => {
    const paths = [await put('one'), await put('two')]
    const { data } = await files(owner).createSignedUrls([...paths, `${stranger.id}/three.txt`], 60)
    const contents = await Promise.all(
      data!.slice(0, 2).map(async ({ signedUrl }) => (await fetch(signedUrl!)).text()),
    )
    expect(contents).toEqual(['one', 'two'])
    expect(data![2]).toMatchObject({ signedUrl: null, error: expect.any(String) })
  })

  test('a signed link opens no other file', async () => {
    const [file, other] = [await put('shared'), await put('not shared')]
    const { data } = await files(owner).createSignedUrl(file, 60)
    const answer = await fetch(data!.signedUrl.replace(file, other))
    expect(answer.status).toBe(403)
  })

  test('a link for uploading takes one file in the name of its maker', async () => {
    const file = `${owner.id}/${randomUUID()}.txt`
    const { data } = await files(owner).createSignedUploadUrl(file)
    const upload = new File(['by link'], 'a.txt', { type: 'text/plain' })
    const { error } = await connect().storage.from('attachments').uploadToSignedUrl(file, data!.token, upload)
    expect(error).toBeNull()
    expect(await read(owner, file)).toBe('by link')
  })

  test('a file of a public bucket has an address for everybody', async () => {
    const file = `${owner.id}/${randomUUID()}.png`
    const avatars = owner.client.storage.from('avatars')
    await avatars.upload(file, Buffer.from('png'), { contentType: 'image/png', cacheControl: '600' })
    const answer = await fetch(avatars.getPublicUrl(file).data.publicUrl)
    expect(await answer.text()).toBe('png')
    expect(answer.headers.get('cache-control')).toBe('max-age=600')
    const named = await fetch(avatars.getPublicUrl(file, { download: 'Ich.png' }).data.publicUrl)
    expect(named.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Ich.png")
  })

  test('browsers ask for a part, and for what is new only', async () => {
    const file = `${owner.id}/${randomUUID()}.png`
    const avatars = owner.client.storage.from('avatars')
    await avatars.upload(file, Buffer.from('0123456789'), { contentType: 'image/png' })
    const url = avatars.getPublicUrl(file).data.publicUrl
    const ask = (headers: Record<string, string>) => fetch(url, { headers })
    const whole = await ask({})
    expect([whole.headers.get('content-length'), whole.headers.get('accept-ranges')]).toEqual(['10', 'bytes'])

    const part = await ask({ range: 'bytes=2-4' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 2-4/10'])
    expect(await part.text()).toBe('234')
    expect(await (await ask({ range: 'bytes=-3' })).text()).toBe('789')
    expect((await ask({ range: 'bytes=20-' })).status).toBe(416)

    const eTag = whole.headers.get('etag')!
    expect((await ask({ 'if-none-match': eTag })).status).toBe(304)
    expect((await ask({ 'if-none-match': '"another"' })).status).toBe(200)
    await avatars.update(file, Buffer.from('new'), { contentType: 'image/png' })
    expect(await (await ask({ 'if-none-match': eTag })).text()).toBe('new')
  })
})

describe('what a bucket does not take', () => {
  const avatars = () => owner.client.storage.from('avatars')

  test('a file of another kind', async () => {
    const { error } = await avatars().upload(`${owner.id}/page.html`, '<script>', {
      contentType: 'text/html',
    })
    expect(error).toMatchObject({ statusCode: '415' })
  })

  test('a file over its limit, in a form, as bytes or as a stream', async () => {
    const big = Buffer.alloc(5 * 1024 * 1024 + 1)
    const bodies = [
      new File([big], 'big.png', { type: 'image/png' }),
      big,
      new Blob([big]).stream() as unknown as FormData,
    ]
    for (const body of bodies) {
      const file = `${owner.id}/${randomUUID()}.png`
      const { error } = await avatars().upload(file, body, { contentType: 'image/png' })
      expect(error).toMatchObject({ statusCode: '413' })
      expect((await avatars().download(file)).error).not.toBeNull()
    }
  })

  test('a body over the limit of the stack is cut off', async () => {
    const { apiUrl, publishableKey } = inject('stack')
    const answer = await fetch(`${apiUrl}/storage/v1/object/attachments/${owner.id}/huge`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'text/plain' },
      body: Buffer.alloc(61 * 1024 * 1024),
    })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', statusCode: '413' })
  })

  test('a form without a file', async () => {
    const { error } = await files(owner).upload(`${owner.id}/none.txt`, new FormData(), text)
    expect(error).toMatchObject({ statusCode: '400' })
  })
})

describe('on disk', () => {
  test('an upload that breaks off leaves the old file', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-storage-'))
    const storage = await openStorage(folder)
    await storage.uploadObject('b', 'k', undefined, Buffer.from('old'), 'text/plain', 'no-cache')
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('half'))
        controller.error(new Error('The client went away.'))
      },
    }) as unknown as Parameters<typeof storage.uploadObject>[3]
    await expect(storage.uploadObject('b', 'k', undefined, broken, 'text/plain', '')).rejects.toThrow(
      'went away',
    )

    const { body, metadata } = await storage.getObject('b', 'k', undefined)
    expect(await new Response(body as ReadableStream).text()).toBe('old')
    expect(metadata).toMatchObject({ size: 3, mimetype: 'text/plain', cacheControl: 'no-cache' })
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([])
    await rm(folder, { recursive: true })
  })

  test('what a killed run was writing is cleared at the next start', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-storage-'))
    await mkdir(path.join(folder, 'incoming'))
    await writeFile(path.join(folder, 'incoming', 'half'), 'half')
    await openStorage(folder)
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([])
    await rm(folder, { recursive: true })
  })

  test('no key names a path', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-storage-'))
    const inside = path.join(folder, 'objects')
    const storage = await openStorage(inside)
    for (const key of ['../../escaped', '/etc/passwd', 'a\0b', '..\\up', 'x'.repeat(1000)]) {
      await storage.uploadObject('..', key, undefined, Buffer.from(key), 'text/plain', '')
      const { body } = await storage.getObject('..', key, undefined)
      expect(await new Response(body as ReadableStream).text()).toBe(key)
    }
    expect(await readdir(folder)).toEqual(['objects'])
    await rm(folder, { recursive: true })
  })
})
