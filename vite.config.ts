import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { compiledMessages } from './web/build/compiled-messages.ts'
import { securityHeaders } from './web/build/security-headers.ts'
import { serviceWorker } from './web/build/service-worker.ts'

const repository = import.meta.dirname

/**
 * Tests that use the stack of tests/global-setup.ts, which is started once for all of them. One group runs after the
 * other: those that kill whole stacks would slow the browsers down.
 */
function onTheStack(
  name: string,
  include: string[],
  groupOrder: number,
  retry = 0,
): TestProjectInlineConfiguration {
  return {
    extends: true,
    root: repository,
    test: {
      name,
      include,
      globalSetup: 'tests/global-setup.ts',
      testTimeout: 60_000,
      hookTimeout: 120_000,
      sequence: { groupOrder },
      retry,
    },
  }
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
      onTheStack('database', ['supabase/tests/**/*.test.ts'], 1),
      onTheStack('stack', ['stack/**/*.test.ts'], 2),
      // A browser on a busy machine of CI now and then misses a frame; the report names what passed only then.
      onTheStack('e2e', ['tests/e2e/**/*.test.ts'], 3, process.env.CI ? 1 : 0),
    ],
  },
})
