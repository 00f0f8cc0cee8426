/** No frame comes while nobody looks, and work must not wait for one. */
const PATIENCE_MS = 100

/**
 * Runs when the next frame has been painted, or at once when the page is not looked at.
 * @returns what calls it off
 */
export function afterPaint(run: () => void): () => void {
  let timer = setTimeout(
    () => {
      cancelAnimationFrame(frame)
      run()
    },
    document.visibilityState === 'visible' ? PATIENCE_MS : 0,
  )
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer)
    timer = setTimeout(run)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
