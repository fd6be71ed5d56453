import { readFile } from 'node:fs/promises';
import type { ConfigContext } from './config-fields.ts';
import { configError } from './read-config.ts';

/** A file that a field names; what is wrong with it is told with the field's name. */
export async function readFileField(path: string, field: string, context: ConfigContext): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw configError([`${context.source}: field "${field}": ${error instanceof Error ? error.message : String(error)}`], error);
  }
}
