/** VMs in the list. */
export const COUNT = 10_000;

const ID = /^4c1d5f2e-0000-4000-8000-([0-9a-f]{12})$/;
const ACTIONS = ['start', 'stop', 'shutdown', 'reboot', 'suspend', 'migrate', 'clone', 'export'];
const LINKS = [
  'nics',
  'diskattachments',
  'snapshots',
  'statistics',
  'tags',
  'graphicsconsoles',
  'reporteddevices',
  'cdroms',
  'applications',
  'permissions',
  'watchdogs',
  'sessions',
  'numanodes',
  'hostdevices',
  'affinitylabels',
];

const id = (kind: string, number: number): string => `${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

export const vmId = (number: number): string => id('4c1d5f2e', number);
export const vmNumber = (text: string): number => Number.parseInt(ID.exec(text)?.[1] ?? 'x', 16);

const links = (indent: string, base: string, names: readonly string[]): string =>
  names.map((name) => `${indent}<link href="${base}/${name}" rel="${name}"/>\n`).join('');

const reference = (name: string, path: string, to: string): string => `    <${name} href="/ovirt-engine/api/${path}/${to}" id="${to}"/>\n`;

/** One VM of a collection, with what an engine tells of a VM that runs: 95 elements, 5.6 kB. */
export function vmElement(number: number): string {
  const base = `/ovirt-engine/api/vms/${vmId(number)}`;
  return `  <vm href="${base}" id="${vmId(number)}">
    <actions>
${links('      ', base, ACTIONS)}    </actions>
    <name>web-${number}</name>
    <description>front end &amp; cache ${number}</description>
    <comment></comment>
${links('    ', base, LINKS)}    <bios>
      <boot_menu>
        <enabled>false</enabled>
      </boot_menu>
      <type>q35_sea_bios</type>
    </bios>
    <cpu>
      <architecture>x86_64</architecture>
      <topology>
        <cores>1</cores>
        <sockets>${1 + (number % 4)}</sockets>
        <threads>1</threads>
      </topology>
    </cpu>
    <cpu_shares>0</cpu_shares>
    <creation_time>2026-03-01T10:15:30.123+01:00</creation_time>
    <delete_protected>false</delete_protected>
    <display>
      <allow_override>false</allow_override>
      <copy_paste_enabled>true</copy_paste_enabled>
      <file_transfer_enabled>true</file_transfer_enabled>
      <monitors>1</monitors>
      <smartcard_enabled>false</smartcard_enabled>
      <type>vnc</type>
    </display>
    <high_availability>
      <enabled>false</enabled>
      <priority>1</priority>
    </high_availability>
    <io>
      <threads>1</threads>
    </io>
    <memory>2147483648</memory>
    <memory_policy>
      <ballooning>true</ballooning>
      <guaranteed>1073741824</guaranteed>
      <max>8589934592</max>
    </memory_policy>
    <migration>
      <auto_converge>inherit</auto_converge>
      <compressed>inherit</compressed>
      <encrypted>inherit</encrypted>
    </migration>
    <migration_downtime>-1</migration_downtime>
    <multi_queues_enabled>true</multi_queues_enabled>
    <origin>ovirt</origin>
    <os>
      <boot>
        <devices>
          <device>hd</device>
        </devices>
      </boot>
      <type>rhel_9x64</type>
    </os>
    <placement_policy>
      <affinity>migratable</affinity>
    </placement_policy>
    <sso>
      <methods>
        <method id="guest_agent"/>
      </methods>
    </sso>
    <start_paused>false</start_paused>
    <stateless>false</stateless>
    <storage_error_resume_behaviour>auto_resume</storage_error_resume_behaviour>
    <time_zone>
      <name>Etc/GMT</name>
    </time_zone>
    <type>server</type>
    <usb>
      <enabled>false</enabled>
    </usb>
    <fqdn>web-${number}.example.com</fqdn>
    <next_run_configuration_exists>false</next_run_configuration_exists>
    <run_once>false</run_once>
    <start_time>2026-03-01T10:20:00.000+01:00</start_time>
    <status>up</status>
    <stop_time>2026-03-01T10:19:00.000+01:00</stop_time>
${reference('cluster', 'clusters', id('7f2c7b9a', 1))}${reference('cpu_profile', 'cpuprofiles', id('58ca604e', 1))}${reference('host', 'hosts', id('aaaa604e', number % 40))}${reference('original_template', 'templates', id('9b5b8e1c', 1))}${reference('template', 'templates', id('9b5b8e1c', 1))}  </vm>
`;
}
