import { readFile } from 'node:fs/promises';
import { invalid } from './calls.ts';

/** A script, or the file it is in. */
export type BootScript = string | { readonly file: string | URL };

/** Metadata entry that SmartOS and guest tools run as root at boot. */
export const BOOT_SCRIPT_KEY = 'user-script';

export async function bootScriptText(script: BootScript): Promise<string> {
  if (typeof script === 'string') return script;
  try {
    return await readFile(script.file, 'utf8');
  } catch (error) {
    throw invalid(`bootScript: ${error instanceof Error ? error.message : String(error)}`);
  }
}
