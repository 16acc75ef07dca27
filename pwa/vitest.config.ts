import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    setupFiles: [],
    // Two cores are shared with a database, a worker and a browser when all tests run.
    pool: 'forks',
    maxWorkers: 1
  }
});
