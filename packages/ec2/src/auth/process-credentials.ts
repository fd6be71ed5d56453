import { execFile } from 'node:child_process';
import { CloudError } from '@portolan/core/driver';
import { type Fetched, jsonOf, keysOf } from './key-document.ts';

const TIMEOUT_MS = 60_000;

/**
 * Runs a `credential_process` and reads what it prints: `{"Version":1,"AccessKeyId":…,"SecretAccessKey":…,"SessionToken":…,"Expiration":…}`.
 * What it writes to its error stream is not repeated: it may hold secrets.
 */
export async function fromProcess(command: string, signal: AbortSignal): Promise<Fetched> {
  const from = `credential_process ${commandWords(command)[0] ?? ''}`;
  const printed = jsonOf(await outputOf(command, 'credential_process', signal), from);
  if (printed['Version'] !== 1) throw new CloudError('unauthenticated', `${from} gave something else than Version 1`, { outcome: 'not-done' });
  return keysOf({ ...printed, Token: printed['SessionToken'] }, from);
}

/** What a program prints; no shell runs it. `name`: what it is called in a profile. */
export async function outputOf(command: string, name: string, signal: AbortSignal): Promise<string> {
  const [file, ...words] = commandWords(command);
  if (file === undefined) throw new CloudError('invalid-argument', `${name} is empty`, { outcome: 'not-done' });
  return new Promise<string>((resolve, reject) => {
    execFile(file, words, { signal, timeout: TIMEOUT_MS, maxBuffer: 256 * 1024, windowsHide: true }, (error, stdout) => {
      if (error === null) return resolve(stdout);
      if (signal.aborted) return reject(signal.reason as Error);
      const how = error.killed === true ? `did not end within ${TIMEOUT_MS / 1000} s` : `failed (${error.code ?? 'unknown'})`;
      reject(new CloudError('unauthenticated', `${name} ${file} ${how}`, { outcome: 'not-done', remedy: 'run it by hand to see why' }));
    });
  });
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
