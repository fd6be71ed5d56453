import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudError } from '@portolan/core/driver';
import { type Fingerprint, fingerprintsOf, isOf } from './fingerprint.ts';
import { opensshPublicBlob, publicLineBlob } from './openssh-public-blob.ts';

export interface KeyText {
  readonly path: string;
  readonly text: string;
}

/**
 * The private key of this fingerprint, as `triton`, `smartdc` and `manta` find it: every `X.pub` with an `X` beside it, then private files whose
 * name contains `id_`. `fingerprintOf` reads what cannot be recognised without its passphrase; what it cannot read it answers with undefined.
 */
export async function findKeyFile(
  directory: string,
  wanted: Fingerprint,
  fingerprintOf: (key: KeyText) => Promise<{ readonly md5: string; readonly sha256: string } | undefined>,
  hasAgent: boolean = true,
): Promise<KeyText> {
  const files = (await list(directory)).sort();
  let seen = 0;
  let publicAlone: string | undefined;
  for (const file of files.filter((name) => name.endsWith('.pub'))) {
    const blob = publicLineBlob((await read(join(directory, file))) ?? '');
    if (blob === undefined) continue;
    seen += 1;
    if (!isOf(wanted, fingerprintsOf(blob))) continue;
    const path = join(directory, file.slice(0, -'.pub'.length));
    const text = await read(path);
    if (text?.includes('PRIVATE KEY-----') === true) return { path, text };
    publicAlone = join(directory, file);
  }
  for (const file of files.filter((name) => name.includes('id_') && !name.endsWith('.pub'))) {
    const path = join(directory, file);
    const text = await read(path);
    if (text?.includes('PRIVATE KEY-----') !== true) continue;
    seen += 1;
    const blob = opensshPublicBlob(text);
    const fingerprints = blob === undefined ? await fingerprintOf({ path, text }) : fingerprintsOf(blob);
    if (fingerprints !== undefined && isOf(wanted, fingerprints)) return { path, text };
  }
  const shown = wanted.hash === 'md5' ? wanted.value : `SHA256:${wanted.value}`;
  throw new CloudError(
    'invalid-argument',
    publicAlone === undefined
      ? `field "keyId": none of the ${seen} keys in ${directory} has the fingerprint ${shown}`
      : `field "keyId": ${publicAlone} has this fingerprint, but its private key is not beside it`,
    {
      outcome: 'not-done',
      remedy: hasAgent
        ? 'set keyFile or privateKey, or add the key to the ssh-agent'
        : 'set keyFile or privateKey, or start an ssh-agent that has the key: there is none, SSH_AUTH_SOCK is not set',
    },
  );
}

async function list(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch {
    return [];
  }
}

/** Private keys are small; whatever else lies there is not read whole. */
async function read(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > 64 * 1024 ? undefined : text;
  } catch {
    return undefined;
  }
}
