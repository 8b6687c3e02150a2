import { defineConfig } from '@playwright/test'

// These build or compile the app themselves: they come last, one by one, and slow nobody else down.
const builders = ['demo.spec.ts', 'development.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: builders },
    { name: 'builders', testMatch: builders, dependencies: ['journeys'], workers: 1 },
  ],
  outputDir: 'test-results',
  // Every worker runs an app and a sandbox of its own, and waits for them half of its time.
  workers: 3,
  // On a machine that is not ours one may fail for want of time. It is then listed as flaky, to be mended.
  retries: process.env.CI ? 1 : 0,
  // Twice what is usual: a busy machine is no fault of the app.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    // One of each journey would slow them all: `--trace on` where there is something to look into.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.JOURNEYS_BROWSER,
      // Closed networks: nothing is looked up that a test did not ask for.
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
