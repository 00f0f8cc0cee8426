import { useCallback, useState } from 'react'

/** More columns than that nobody reads side by side. */
const MAX_COMPARED = 3

/** Which insights were put side by side; one more than fit takes the place of the first. */
export function useCompared() {
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set())

  const toggle = useCallback(({ id }: { id: string }) => {
    setCompared((current) => {
      const others = [...current].filter((known) => known !== id)
      return new Set(current.has(id) ? others : [...others, id].slice(-MAX_COMPARED))
    })
  }, [])
  const clear = useCallback(() => setCompared(new Set()), [])
  return { compared, toggle, clear }
}
