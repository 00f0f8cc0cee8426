const LOCK = 'aurum.import'

/** Runs the import while other tabs can tell that it is running. */
export async function holdImport(run: () => Promise<void>): Promise<void> {
  await navigator.locks.request(LOCK, run)
}

/** True while an import runs in any tab of this browser: what looks cut off is only on its way. */
export async function isImportRunning(): Promise<boolean> {
  const { held } = await navigator.locks.query()
  return held?.some(({ name }) => name === LOCK) ?? false
}
