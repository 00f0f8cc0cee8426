import { lazyRouteComponent } from '@tanstack/react-router'

/**
 * A screen that is fetched when it is first shown. One that cannot be fetched is told by the screen for errors: the
 * router would load the page anew, which leaves somebody offline with nothing at all. After an update of the site,
 * `reloadAfterUpdate` does that, and only while the site answers.
 */
export const lazyRoute: typeof lazyRouteComponent = (importer, exportName) =>
  lazyRouteComponent(
    () =>
      importer().catch((cause: unknown) => {
        throw new TypeError('fetch failed: a screen could not be loaded', { cause })
      }),
    exportName,
  )
