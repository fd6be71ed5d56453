import { execFile } from 'node:child_process';
import { CloudError, Secret } from '@portolan/core/driver';
import type { Identity } from './identity.ts';

export interface Fetched {
  readonly value: Identity;
  /** Absent: it does not end. */
  readonly expiresAt?: Date | undefined;
}

const TIMEOUT_MS = 60_000;

/**
 * Runs a `credential_process` and reads what it prints: `{"Version":1,"AccessKeyId":…,"SecretAccessKey":…,"SessionToken":…,"Expiration":…}`.
 * What it writes to its error stream is not repeated: it may hold secrets.
 */
export async function fromProcess(command: string, signal: AbortSignal): Promise<Fetched> {
  const [file, ...words] = commandWords(command);
  if (file === undefined) throw new CloudError('invalid-argument', 'credential_process is empty', { outcome: 'not-done' });
  const output = await new Promise<string>((resolve, reject) => {
    execFile(file, words, { signal, timeout: TIMEOUT_MS, maxBuffer: 256 * 1024, windowsHide: true }, (error, stdout) => {
      if (error === null) return resolve(stdout);
      if (signal.aborted) return reject(signal.reason as Error);
      const how = error.killed === true ? `did not end within ${TIMEOUT_MS / 1000} s` : `failed (${error.code ?? 'unknown'})`;
      reject(new CloudError('unauthenticated', `credential_process ${file} ${how}`, { outcome: 'not-done', remedy: 'run it by hand to see why' }));
    });
  });
  let printed: Readonly<Record<string, unknown>>;
  try {
    printed = JSON.parse(output) as Readonly<Record<string, unknown>>;
  } catch {
    throw new CloudError('unauthenticated', `credential_process ${file} printed no JSON`, { outcome: 'not-done' });
  }
  if (printed['Version'] !== 1)
    throw new CloudError('unauthenticated', `credential_process ${file} printed something else than Version 1`, { outcome: 'not-done' });
  return keysOf({ ...printed, Token: printed['SessionToken'] }, `credential_process ${file}`);
}

/** Keys as JSON has them, here and from the metadata service. */
export function keysOf(json: Readonly<Record<string, unknown>>, from: string): Fetched {
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = json as Readonly<Record<'AccessKeyId' | 'SecretAccessKey' | 'Token' | 'Expiration', unknown>>;
  if (typeof AccessKeyId !== 'string' || AccessKeyId === '' || typeof SecretAccessKey !== 'string' || SecretAccessKey === '') {
    throw new CloudError('unauthenticated', `${from} gave no AccessKeyId and SecretAccessKey`, { outcome: 'not-done' });
  }
  const expiresAt = typeof Expiration === 'string' ? new Date(Expiration) : undefined;
  if (expiresAt !== undefined && Number.isNaN(expiresAt.getTime())) {
    throw new CloudError('unauthenticated', `${from} gave an Expiration that is no time`, { outcome: 'not-done' });
  }
  const sessionToken = typeof Token === 'string' && Token !== '' ? new Secret(Token) : undefined;
  return { value: { accessKeyId: AccessKeyId, secretAccessKey: new Secret(SecretAccessKey), sessionToken }, expiresAt };
}

/** Words as a shell would split them, quotes and backslashes included; nothing is expanded. */
export function commandWords(command: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [part] of command.matchAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\\.|\s+|[^\s'"\\]+|./gs)) {
    if (/^\s/.test(part)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (part.length > 1 && part.startsWith("'")) word = (word ?? '') + part.slice(1, -1);
    else if (part.length > 1 && part.startsWith('"')) word = (word ?? '') + part.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
    else if (part.length > 1 && part.startsWith('\\')) word = (word ?? '') + part.slice(1);
    else word = (word ?? '') + part;
  }
  return word === undefined ? words : [...words, word];
}
