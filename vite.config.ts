import os from 'node:os'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { compiledMessages } from './web/build/compiled-messages.ts'
import { securityHeaders } from './web/build/security-headers.ts'
import { serviceWorker } from './web/build/service-worker.ts'

const repository = import.meta.dirname

/** Vitest leaves one core to itself, of which it needs little. */
const CORES = os.availableParallelism()

/** Tests that use the server up, hold it to a time, or look for counterexamples as long as a clock lets them. */
const STORMS = ['assistant-storm', 'ai-concurrency', 'undo', 'undo-properties'].map(
  (name) => `supabase/tests/${name}.test.ts`,
)

interface OnTheStack {
  include: string[]
  exclude?: string[]
  /** One group runs after the other. */
  groupOrder: number
  /** Whether files run side by side, in processes that go on to the next file. */
  sideBySide: boolean
  retry?: number
}

/** Tests that use the stack of tests/global-setup.ts, which is started once for all of them. */
function onTheStack(name: string, { sideBySide, groupOrder, ...options }: OnTheStack) {
  return {
    extends: true,
    root: repository,
    test: {
      name,
      globalSetup: 'tests/global-setup.ts',
      testTimeout: 60_000,
      hookTimeout: 120_000,
      sequence: { groupOrder },
      isolate: !sideBySide,
      maxWorkers: sideBySide ? CORES : 1,
      ...options,
    },
  } satisfies TestProjectInlineConfiguration
}

/** What every screen needs, what talks to the server, what opens over a screen: three files instead of forty. */
const CHUNKS = [
  {
    name: 'core',
    test: /node_modules[\\/](react|react-dom|scheduler|use-intl|intl-messageformat|@formatjs|@tanstack[\\/](react-router|router-core|history|react-store|store|query-core|react-query))[\\/]/,
  },
  { name: 'supabase', test: /node_modules[\\/](@supabase|cookie)[\\/]/ },
  {
    name: 'overlays',
    test: /node_modules[\\/](@radix-ui|radix-ui|@floating-ui|react-remove-scroll|aria-hidden)[\\/]/,
  },
]

export default defineConfig({
  root: path.join(repository, 'web'),
  envDir: repository,
  plugins: [react(), tailwindcss(), compiledMessages(), securityHeaders(), serviceWorker()],
  build: {
    outDir: path.join(repository, 'dist'),
    emptyOutDir: true,
    // A font inside the style sheet would be loaded by everybody, used or not.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    rolldownOptions: {
      input: {
        index: path.join(repository, 'web/index.html'),
        'service-worker': path.join(repository, 'web/src/service-worker.ts'),
      },
      output: {
        codeSplitting: { groups: CHUNKS },
        // A service worker rules over the folder it lies in, and is asked for by one name.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        root: repository,
        test: {
          name: 'unit',
          maxWorkers: CORES,
          // Properties over hundreds of made-up lives share two cores with everything else.
          testTimeout: 20_000,
          include: [
            'shared/**/*.test.ts',
            'web/src/**/*.test.{ts,tsx}',
            'supabase/functions/**/*.test.ts',
            'tests/{bench,fakes}/**/*.test.ts',
          ],
        },
      },
      onTheStack('database', {
        include: ['supabase/tests/**/*.test.ts'],
        exclude: STORMS,
        groupOrder: 1,
        sideBySide: true,
      }),
      onTheStack('database-alone', { include: STORMS, groupOrder: 2, sideBySide: false }),
      // They kill whole stacks, which would slow down whatever runs beside them.
      onTheStack('stack', { include: ['stack/**/*.test.ts'], groupOrder: 3, sideBySide: false }),
      onTheStack('e2e', {
        include: ['tests/e2e/**/*.test.ts'],
        groupOrder: 4,
        sideBySide: true,
        // A browser on a busy machine of CI now and then misses a frame; the report names what passed only then.
        retry: process.env.CI ? 1 : 0,
      }),
    ],
  },
})
