import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/db/prepare.ts'],
    // Two cores: one PGlite per file is heavy, so files share them evenly.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes at once on an idle machine; on a busy one a second is not enough.
    expect: { poll: { timeout: 20_000 } },
  },
})
