import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { written } from '../numbers.ts';
import { PUBLISHED } from '../process/child.ts';
import type { Counts } from '../process/counts-protocol.ts';
import type { Scenario } from './scenario.ts';

const SCRIPT = fileURLToPath(new URL('../process/counts.js', import.meta.url));

/** What signing and signing in cost, counted. */
export const signing: Scenario = {
  name: 'signing',
  async run() {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', PUBLISHED, SCRIPT], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    const { requests, rsaSignatures, rsaSeconds, macs, keystoneTokens, ovirtTokens } = JSON.parse(stdout) as Counts;
    const mostSignatures = Math.ceil(rsaSeconds) + 1;
    return {
      title: 'Signatures and tokens',
      how: 'Counted where they are made, in a process whose `node:crypto` counts.',
      columns: [],
      rows: [],
      verdicts: [
        {
          target: 'http-signature: one RSA signature per key and second, at any rate',
          measured: `${rsaSignatures} for ${requests} requests in ${written(rsaSeconds)} s`,
          met: rsaSignatures <= mostSignatures,
        },
        {
          target: 'SigV4: the signing key is derived once',
          measured: `${macs} HMACs for ${requests} requests: ${macs - requests} to derive`,
          met: macs === requests + 4,
        },
        { target: 'Keystone: 64 callers at the start and 64 with a dead token take two tokens', measured: String(keystoneTokens), met: keystoneTokens === 2 },
        { target: 'oVirt: the same', measured: String(ovirtTokens), met: ovirtTokens === 2 },
      ],
    };
  },
};
