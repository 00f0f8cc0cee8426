/** A request for rows that has not been sent yet. */
interface Readable<Data> {
  retry(enabled: boolean): {
    abortSignal(signal: AbortSignal): { throwOnError(): PromiseLike<{ data: Data }> }
  }
}

/**
 * Reads once, for as long as somebody waits for it: trying again is the matter of the query alone.
 * @throws PostgrestError; an AbortError when the signal is aborted
 */
export async function read<Data>(request: Readable<Data>, signal: AbortSignal): Promise<Data> {
  return (await request.retry(false).abortSignal(signal).throwOnError()).data
}

/** Reads the one row of a request, or null where there is none. @throws as `read` */
export const readOne = async <Row>(request: Readable<Row[]>, signal: AbortSignal): Promise<Row | null> =>
  (await read(request, signal))[0] ?? null

/** Ids stand in the address of a request, which must not be longer than servers accept. */
const IDS_PER_REQUEST = 100

/** The same ids, as many together as one request can name. */
export const idPieces = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / IDS_PER_REQUEST) }, (_, piece) =>
    ids.slice(piece * IDS_PER_REQUEST, (piece + 1) * IDS_PER_REQUEST),
  )

/** What any number of ids leads to: all pieces at once, in their order. */
export const inPieces = async <T>(
  ids: readonly string[],
  readPiece: (some: string[]) => PromiseLike<T[]>,
): Promise<T[]> => (await Promise.all(idPieces(ids).map((some) => readPiece(some)))).flat()
