import { defineConfig } from 'vitest/config';

// Tests run against the sources of all packages: no build is needed between an edit and a test.
const conditions = ['@portolan/source'];
// How long a test may take says nothing of the code: a machine that has other work is slow. The limits only end what hangs.
const patient = { hookTimeout: 60_000, expect: { poll: { timeout: 10_000 } }, deps: { interopDefault: false } } as const;
const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
} as const;

export default defineConfig({
  test: {
    projects: [
      { ...shared, test: { ...patient, name: 'unit', include: ['packages/*/src/**/*.test.ts'], testTimeout: 60_000 } },
      { ...shared, test: { ...patient, name: 'conformance', include: ['test/src/conformance/**/*.test.ts'], testTimeout: 120_000 } },
      {
        ...shared,
        test: { ...patient, name: 'hostile', include: ['test/src/{secrets,fuzz,faults}/**/*.test.ts'], testTimeout: 180_000 },
      },
      {
        ...shared,
        test: { ...patient, name: 'workspace', include: ['test/src/{architecture,e2e,types}/**/*.test.ts'], testTimeout: 300_000 },
      },
      ...(process.env['PORTOLAN_REAL'] === undefined
        ? []
        : [
            {
              ...shared,
              test: { ...patient, name: 'real', include: ['test/src/real/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
            },
          ]),
      ...(process.env['PORTOLAN_CLIENTS'] === undefined
        ? []
        : [
            {
              ...shared,
              test: { ...patient, name: 'clients', include: ['test/src/clients/**/*.test.ts'], testTimeout: 180_000 },
            },
          ]),
    ],
  },
});
