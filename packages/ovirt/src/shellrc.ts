import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigContext, configError } from '@portolan/core/driver';

/** What ovirt-shell's file says that a profile has a field for. */
export interface ShellrcFields {
  readonly url?: string;
  readonly username?: string;
  readonly password?: string;
  readonly caFile?: string;
  readonly tlsVerify?: boolean;
  readonly filter?: boolean;
}

/**
 * `~/.ovirtshellrc`, the file of ovirt-shell: `[ovirt-shell]` with `url`, `username`, `password`, `ca_file`, `insecure` and `filter`.
 * It writes `None` for what is not set. No such file: nothing.
 */
export async function readShellrc(context: ConfigContext): Promise<ShellrcFields> {
  const path = join(context.home, '.ovirtshellrc');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw configError([`${context.source}: ${path}: ${error instanceof Error ? error.message : String(error)}`], error);
  }
  return parseShellrc(text);
}

export function parseShellrc(text: string): ShellrcFields {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]+)\]\s*$/.exec(line);
    if (header !== null) section = header[1] ?? '';
    // A password may hold `#`, `;`, `=` and `:`: only a line that begins so is a comment.
    const pair = /^\s*([A-Za-z_][\w-]*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (pair === null || section !== 'ovirt-shell') continue;
    const [, name = '', value = ''] = pair;
    if (value !== '' && value !== 'None') values.set(name.toLowerCase(), value);
  }
  const text1 = (name: string, as: string): Readonly<Record<string, string>> => {
    const value = values.get(name);
    return value === undefined ? {} : { [as]: value };
  };
  const truth = (name: string): boolean | undefined => {
    const value = values.get(name);
    return value === undefined ? undefined : /^(true|yes|1)$/i.test(value);
  };
  const filter = truth('filter');
  return {
    ...text1('url', 'url'),
    ...text1('username', 'username'),
    ...text1('password', 'password'),
    ...text1('ca_file', 'caFile'),
    ...(truth('insecure') === true ? { tlsVerify: false } : {}),
    ...(filter === true ? { filter } : {}),
  };
}
