import { CloudError } from '@portolan/core/driver';

/** Scripts here are run by cloud-init's module `scripts-per-instance`: once in a server's life, after the network is up. */
const PATH = '/var/lib/cloud/scripts/per-instance/portolan-boot-script';

/**
 * The `custom_script` for a boot script. It is YAML that the engine puts behind the user-data it generates, so a script travels in `write_files`; not with
 * `runcmd`, which would take the place of the engine's own. cloud-init's YAML goes as it is.
 */
export function customScript(bootScript: string): string {
  const yaml = /^#cloud-config[^\n]*(?:\r?\n|$)/.exec(bootScript);
  // The engine writes the first line itself.
  if (yaml !== null) return bootScript.slice(yaml[0].length);
  if (!bootScript.startsWith('#!')) {
    throw new CloudError('invalid-argument', 'bootScript: begins neither with #! nor with #cloud-config: the guest would not know what to do with it', {
      outcome: 'not-done',
    });
  }
  const content = Buffer.from(bootScript, 'utf8').toString('base64');
  return `write_files:\n- path: ${PATH}\n  permissions: '0700'\n  owner: root:root\n  encoding: b64\n  content: ${content}\n`;
}
