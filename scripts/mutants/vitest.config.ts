import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const empty = new URL('../../node_modules/server-only/empty.js', import.meta.url)

// The unit tests that stand in one folder, which Stryker names as `dir`: with its `testFiles`, faults
// in what runs while a module loads are not tried. Without those that try thousands of orders or start
// processes: thousands of mutants would each take as long as they do.
export default defineConfig({
  resolve: { alias: { 'server-only': fileURLToPath(empty) } },
  test: {
    globalSetup: './scripts/temporary-home.ts',
    include: ['*.test.ts'],
    exclude: ['*.{orders,processes,property}.test.ts'],
    testTimeout: 30_000,
  },
})
