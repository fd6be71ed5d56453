import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface SelfSigned {
  readonly tls: { readonly key: string; readonly cert: string };
  /** The certificate as a file, for `caFile`. */
  readonly caFile: string;
  readonly remove: () => Promise<void>;
}

/** A fresh certificate for 127.0.0.1 that is its own authority. */
export async function selfSigned(): Promise<SelfSigned> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'portolan test' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), 'portolan-tls-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, cert);
  return { tls: { key, cert }, caFile, remove: () => rm(folder, { recursive: true, force: true }) };
}
