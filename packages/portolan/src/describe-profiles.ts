import type { ConfigFile } from './config-file.ts';

/** `dev (memory), lab (ovirt)` */
export const describeProfiles = (file: ConfigFile): string =>
  Object.entries(file.profiles)
    .map(([name, { provider }]) => `${name} (${provider})`)
    .join(', ');
