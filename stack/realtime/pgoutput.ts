/** A row that a transaction inserted, as text values by column; null where the row has null. */
export type InsertedRow = Record<string, Buffer | null>

/** What a stream tells of a transaction: its number, the rows it inserted, and its end. */
export type WalEvent =
  { kind: 'begin'; xid: number } | { kind: 'insert'; row: InsertedRow } | { kind: 'commit' }

const [BEGIN, COMMIT, RELATION, INSERT, TEXT] = ['B', 'C', 'R', 'I', 't'].map((letter) =>
  letter.charCodeAt(0),
)
const XID_OFFSET = 17

/** Reads a pgoutput stream (protocol 1, text format). */
export class PgOutputReader {
  readonly #columns = new Map<number, string[]>()

  /** Null for what is of no interest. The buffers of a row are views of `message`, good until the caller returns. */
  read(message: Buffer): WalEvent | null {
    switch (message[0]) {
      case BEGIN:
        return { kind: 'begin', xid: message.readUInt32BE(XID_OFFSET) }
      case INSERT:
        return this.#readInsert(new Cursor(message, 1))
      case COMMIT:
        return { kind: 'commit' }
      case RELATION:
        this.#readRelation(new Cursor(message, 1))
    }
    return null
  }

  #readRelation(cursor: Cursor): void {
    const id = cursor.uint32()
    cursor.cstring()
    cursor.cstring()
    cursor.uint8()
    const columns = Array.from({ length: cursor.uint16() }, () => {
      cursor.uint8()
      const name = cursor.cstring()
      cursor.uint32()
      cursor.uint32()
      return name
    })
    this.#columns.set(id, columns)
  }

  #readInsert(cursor: Cursor): WalEvent | null {
    const columns = this.#columns.get(cursor.uint32())
    if (!columns) return null
    cursor.uint8()
    const row: InsertedRow = {}
    const count = cursor.uint16()
    for (let index = 0; index < count; index++) {
      const value = cursor.uint8() === TEXT ? cursor.bytes(cursor.uint32()) : null
      row[columns[index]!] = value
    }
    return { kind: 'insert', row }
  }
}

class Cursor {
  readonly #data: Buffer
  #offset: number

  constructor(data: Buffer, offset: number) {
    this.#data = data
    this.#offset = offset
  }

  uint8(): number {
    return this.#data.readUInt8(this.#offset++)
  }

  uint16(): number {
    return this.#data.readUInt16BE((this.#offset += 2) - 2)
  }

  uint32(): number {
    return this.#data.readUInt32BE((this.#offset += 4) - 4)
  }

  bytes(length: number): Buffer {
    return this.#data.subarray(this.#offset, (this.#offset += length))
  }

  cstring(): string {
    const end = this.#data.indexOf(0, this.#offset)
    const value = this.#data.toString('utf8', this.#offset, end)
    this.#offset = end + 1
    return value
  }
}
