/** A row that a transaction inserted, as text values by column; null where the row has null. */
export type InsertedRow = Record<string, Buffer | null>

const RELATION = 'R'.charCodeAt(0)
const INSERT = 'I'.charCodeAt(0)
const TEXT = 't'.charCodeAt(0)

/** Reads the inserts out of a pgoutput stream (protocol 1, text format). Other messages are passed over. */
export class PgOutputReader {
  readonly #columns = new Map<number, string[]>()

  /** The row of an insert, else null. Its buffers are views of `message` and hold only until the caller returns. */
  read(message: Buffer): InsertedRow | null {
    if (message[0] === RELATION) this.#readRelation(new Cursor(message, 1))
    return message[0] === INSERT ? this.#readInsert(new Cursor(message, 1)) : null
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

  #readInsert(cursor: Cursor): InsertedRow | null {
    const columns = this.#columns.get(cursor.uint32())
    if (!columns) return null
    cursor.uint8()
    const row: InsertedRow = {}
    const count = cursor.uint16()
    for (let index = 0; index < count; index++) {
      const value = cursor.uint8() === TEXT ? cursor.bytes(cursor.uint32()) : null
      row[columns[index]!] = value
    }
    return row
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
