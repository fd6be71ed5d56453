import { SshReader } from './ssh-wire.ts';

const MAGIC = 'openssh-key-v1\0';

/**
 * The public half of a `BEGIN OPENSSH PRIVATE KEY` file, which is never encrypted: so a key is recognised without its passphrase.
 * Layout: magic, strings cipher, kdf and kdf options, uint32 number of keys, string public blob. Source: openssh PROTOCOL.key.
 */
export function opensshPublicBlob(text: string): Buffer | undefined {
  const base64 = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----/.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return undefined;
  const reader = new SshReader(bytes, MAGIC.length);
  for (let skipped = 0; skipped < 3; skipped += 1) if (reader.string() === undefined) return undefined;
  reader.uint32();
  return reader.string();
}

/** The blob of a `.pub` line. */
export function publicLineBlob(line: string): Buffer | undefined {
  const [kind = '', base64 = ''] = line.trim().split(/\s+/);
  if (!/^(ssh-|ecdsa-|sk-)/.test(kind) || base64 === '') return undefined;
  const blob = Buffer.from(base64, 'base64');
  // It begins with its own name.
  return blob.subarray(4, 4 + kind.length).toString('latin1') === kind ? blob : undefined;
}
