import type { ActionTable } from '../query/action.ts';
import type { Instance } from './entities.ts';
import { instanceOf } from './lookup.ts';

/** What the serial console has shown so far; nothing before the first boot is over. */
function consoleText(instance: Instance): string {
  if (instance.state === 'pending') return '';
  const boot = [
    '[    0.000000] Linux version 5.15.0-1052-aws (buildd@lcy02-amd64-115)',
    `[    1.204110] systemd[1]: Hostname set to <${instance.id}>.`,
    `cloud-init[512]: Cloud-init running 'modules:final', user data of ${instance.userData.length} bytes`,
    'Ubuntu 22.04.3 LTS ttyS0',
    '',
  ].join('\r\n');
  return boot.repeat(1 + instance.reboots);
}

/** Line breaks every 76 characters, as the old encoders wrote them. */
const brokenBase64 = (text: string): string =>
  Buffer.from(text)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\n');

export const consoleActions: ActionTable = {
  GetConsoleOutput: {
    // boto 2 sends it as a list of one; both clouds take that.
    accepts: 'InstanceId InstanceId.#',
    awsAccepts: 'Latest',
    run: ({ parameters, state }) => {
      const instance = instanceOf(state, parameters.list('InstanceId')[0] ?? parameters.required('InstanceId'));
      return { instanceId: instance.id, timestamp: new Date(state.now), output: brokenBase64(consoleText(instance)) };
    },
  },
  GetPasswordData: {
    accepts: 'InstanceId',
    run: ({ parameters, state }) => {
      const instance = instanceOf(state, parameters.required('InstanceId'));
      return { instanceId: instance.id, timestamp: new Date(state.now), passwordData: instance.passwordData };
    },
  },
};
