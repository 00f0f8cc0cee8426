import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { getManifest } from '@serwist/build'
import type { Plugin } from 'vite'

const FILE = 'service-worker.js'

/** A worker left by a built site would keep answering where the sources are served now. */
const GOES_AWAY = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', () => self.registration.unregister())
`

/** Gives the service worker the list of files to keep; development takes out whatever worker is there. */
export function serviceWorker(): Plugin {
  let outDir = ''
  return {
    name: 'aurum-service-worker',
    configResolved: (config) => void (outDir = path.resolve(config.root, config.build.outDir)),
    configureServer: ({ middlewares }) =>
      void middlewares.use(`/${FILE}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript').end(GOES_AWAY)
      }),
    async closeBundle() {
      const { manifestEntries } = await getManifest({
        globDirectory: outDir,
        // Of the fonts only what every page uses; pictures of emoji and rare scripts come when they are needed.
        globPatterns: [
          'index.html',
          'first-paint.js',
          'assets/*.{js,css}',
          'assets/inter-latin-wght-normal*.woff2',
        ],
        dontCacheBustURLsMatching: /assets\//,
        modifyURLPrefix: { '': '/' },
      })
      const file = path.join(outDir, FILE)
      const code = await readFile(file, 'utf8')
      await writeFile(
        file,
        code.replace('self.__SW_MANIFEST', () => JSON.stringify(manifestEntries ?? [])),
      )
    },
  }
}
