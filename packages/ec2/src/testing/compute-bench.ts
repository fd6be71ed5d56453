import { Secret } from '@portolan/core/driver';
import { SigV4 } from '../auth.ts';
import { QueryClient } from '../client.ts';
import { Ec2Compute } from '../compute/driver.ts';
import type { Ec2Settings } from '../config.ts';
import { endpointOf } from '../endpoints.ts';
import { presets } from '../presets.ts';
import { type FakeConnection, fakeConnection, type Play } from './fake-connection.ts';

export interface ComputeBench extends FakeConnection {
  readonly compute: Ec2Compute;
  /** Actions that were sent. */
  actions(): (string | undefined)[];
  /** What was sent as a form. */
  form(index: number): Readonly<Record<string, string>>;
}

/** The portable groups over answers made up beforehand. */
export function computeBench(plays: readonly Play[], preset: 'aws' | 'eucalyptus' = 'aws'): ComputeBench {
  const connection = fakeConnection(plays, preset);
  const identity = { accessKeyId: 'AKID', secretAccessKey: new Secret('s') };
  const ec2 = endpointOf('http://h:8773/services/compute');
  const auth = new SigV4({ identity, region: 'r', clock: connection.clock, ec2, s3: undefined, clockToleranceMs: 15_000 });
  const { apiVersion } = presets[preset];
  const credentials = { kind: 'keys', ...identity } as const;
  const settings: Ec2Settings = { preset, region: 'r', credentials, serviceUrls: {}, imageOwners: [], apiVersion, signatureVersion: 'v4' };
  const compute = new Ec2Compute(new QueryClient(connection, auth, ec2, apiVersion), settings, connection, () => 'uuid');
  const { sent } = connection.transport;
  return Object.assign(connection, {
    compute,
    actions: () => sent.map(({ operation }) => operation),
    form: (index: number) => Object.fromEntries(new URLSearchParams(sent[index]?.text)),
  });
}

/** An answer that says no more than that it was done. */
export const ec2Done = (action: string): Play => ({ body: `<${action}Response><requestId>r</requestId><return>true</return></${action}Response>` });

export const ec2Refused = (code: string): Play => ({
  status: 400,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>`,
});
