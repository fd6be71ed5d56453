import type { ServerRecord } from './compute-state.ts';

/** A short boot log; the user data's first line shows that it arrived. `length`: that many last lines. */
export function consoleText(server: ServerRecord, region: string, length: number | undefined): string {
  const script = server.userData === null ? [] : [`cloud-init: user-data: ${Buffer.from(server.userData, 'base64').toString('utf8').split('\n')[0] ?? ''}`];
  const lines = ['[    0.000000] Linux version 5.15.0', `cloud-init: instance-id ${server.id} region ${region}`, ...script, `${server.hostname} login: `];
  return (length === undefined || length < 0 ? lines : lines.slice(-length || lines.length)).join('\n');
}
