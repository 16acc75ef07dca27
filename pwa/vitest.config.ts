import { defineConfig } from 'vitest/config';
import { dataPlugin } from './scripts/data-plugin.ts';

export default defineConfig({
  plugins: [dataPlugin()],
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'kill-switch/*.test.ts'],
    // Two cores are shared with a database, a worker and a browser when all tests run.
    pool: 'forks',
    maxWorkers: 1
  }
});
