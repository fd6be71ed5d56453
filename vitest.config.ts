import { defineConfig } from 'vitest/config';

// Tests run against the sources of all packages: no build is needed between an edit and a test.
const conditions = ['@portolan/source'];
const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
} as const;

export default defineConfig({
  test: {
    projects: [
      { ...shared, test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'], deps: { interopDefault: false } } },
      { ...shared, test: { name: 'conformance', include: ['test/src/conformance/**/*.test.ts'], testTimeout: 60_000, deps: { interopDefault: false } } },
      {
        ...shared,
        test: { name: 'hostile', include: ['test/src/{secrets,fuzz,faults}/**/*.test.ts'], testTimeout: 60_000, deps: { interopDefault: false } },
      },
      {
        ...shared,
        test: { name: 'workspace', include: ['test/src/{architecture,e2e,types}/**/*.test.ts'], testTimeout: 120_000, deps: { interopDefault: false } },
      },
      ...(process.env['PORTOLAN_REAL'] === undefined
        ? []
        : [
            {
              ...shared,
              test: { name: 'real', include: ['test/src/real/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, deps: { interopDefault: false } },
            },
          ]),
      ...(process.env['PORTOLAN_CLIENTS'] === undefined
        ? []
        : [
            {
              ...shared,
              test: { name: 'clients', include: ['test/src/clients/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000, deps: { interopDefault: false } },
            },
          ]),
    ],
  },
});
