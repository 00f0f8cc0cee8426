/** Begins an attempt: each gives the same ids in the same order. */
export type StableIds = { again: () => () => string }

/** Ids for new rows that are the same at each attempt: what is sent twice is then one row and not two. */
export function sameIdsEachTime(newId: () => string = () => crypto.randomUUID()): StableIds {
  const ids: string[] = []
  return {
    again: () => {
      let next = 0
      return () => {
        const index = next++
        return (ids[index] ??= newId())
      }
    },
  }
}
