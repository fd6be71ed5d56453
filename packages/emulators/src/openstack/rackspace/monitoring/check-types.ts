import type { JsonObject } from '../../values.ts';

interface Field {
  readonly name: string;
  readonly description: string;
  readonly optional: boolean;
}

export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly type: string;
}

interface CheckType {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly metrics: readonly Metric[];
}

const field = (name: string, description: string, optional = false): Field => ({ name, description, optional });
const metric = (name: string, unit: string, type = 'i'): Metric => ({ name, unit, type });

const DURATION = metric('duration', 'milliseconds');
const SENT_AND_GOT = [field('send_body', 'Body to send to the server.', true), field('banner_match', 'Matches the banner of the server.', true)];

const CHECK_TYPES: readonly CheckType[] = [
  {
    id: 'remote.http',
    fields: [
      field('url', 'Target URL'),
      field('method', 'HTTP method', true),
      field('body', 'Body match pattern', true),
      field('headers', 'Headers to send', true),
      field('follow_redirects', 'Follow redirects', true),
    ],
    metrics: [metric('bytes', 'bytes'), metric('code', 'other', 's'), DURATION, metric('tt_connect', 'milliseconds'), metric('tt_firstbyte', 'milliseconds')],
  },
  {
    id: 'remote.ping',
    fields: [field('count', 'Number of pings to send within a single check', true)],
    metrics: [metric('available', 'percent', 'n'), metric('average', 'seconds', 'n'), metric('count', 'other')],
  },
  {
    id: 'remote.tcp',
    fields: [field('port', 'Port number'), field('ssl', 'Enable TLS', true), ...SENT_AND_GOT],
    metrics: [DURATION, metric('tt_connect', 'milliseconds')],
  },
  { id: 'remote.ssh', fields: [field('port', 'Port number', true)], metrics: [DURATION, metric('fingerprint', 'other', 's')] },
  {
    id: 'remote.dns',
    fields: [field('query', 'DNS query'), field('record_type', 'DNS record type'), field('port', 'Port number', true)],
    metrics: [metric('answer', 'other', 's'), metric('rtt', 'milliseconds')],
  },
  { id: 'remote.smtp', fields: [field('port', 'Port number', true), ...SENT_AND_GOT], metrics: [DURATION] },
  { id: 'remote.pop3', fields: [field('port', 'Port number', true)], metrics: [DURATION] },
  { id: 'agent.cpu', fields: [], metrics: [metric('usage_average', 'percent', 'n'), metric('idle_percent_average', 'percent', 'n')] },
  { id: 'agent.memory', fields: [], metrics: [metric('actual_used', 'bytes', 'l'), metric('total', 'bytes', 'l')] },
  { id: 'agent.load_average', fields: [], metrics: [metric('1m', 'other', 'n'), metric('5m', 'other', 'n'), metric('15m', 'other', 'n')] },
  {
    id: 'agent.filesystem',
    fields: [field('target', 'The mount point to check')],
    metrics: [metric('used', 'kilobytes', 'l'), metric('total', 'kilobytes', 'l')],
  },
  { id: 'agent.disk', fields: [field('target', 'The disk to check')], metrics: [metric('reads', 'count', 'l'), metric('writes', 'count', 'l')] },
  {
    id: 'agent.network',
    fields: [field('target', 'The network device to check')],
    metrics: [metric('rx_bytes', 'bytes', 'l'), metric('tx_bytes', 'bytes', 'l')],
  },
  { id: 'agent.plugin', fields: [field('file', 'Name of the plugin file'), field('args', 'Its arguments', true)], metrics: [] },
];

export const checkType = (id: string): CheckType | undefined => CHECK_TYPES.find((type) => type.id === id);

export const isRemote = (type: string): boolean => type.startsWith('remote.');

export const checkTypeBody = ({ id, fields }: CheckType): JsonObject => ({
  id,
  type: isRemote(id) ? 'remote' : 'agent',
  supported_platforms: isRemote(id) ? undefined : ['Linux', 'Windows'],
  fields,
});

export const checkTypes = (): readonly CheckType[] => CHECK_TYPES;

export const ZONES: readonly (JsonObject & { readonly id: string })[] = [
  { id: 'mzdfw', label: 'Dallas Fort Worth (DFW)', country_code: 'US', source_ips: ['2001:db8:df::/48', '192.0.2.0/26'] },
  { id: 'mzhkg', label: 'Hong Kong (HKG)', country_code: 'HK', source_ips: ['2001:db8:40::/48', '192.0.2.64/26'] },
  { id: 'mziad', label: 'Northern Virginia (IAD)', country_code: 'US', source_ips: ['2001:db8:1ad::/48', '192.0.2.128/26'] },
  { id: 'mzlon', label: 'London (LON)', country_code: 'GB', source_ips: ['2001:db8:10::/48', '192.0.2.192/26'] },
  { id: 'mzord', label: 'Chicago (ORD)', country_code: 'US', source_ips: ['2001:db8:0d::/48', '198.51.100.0/26'] },
  { id: 'mzsyd', label: 'Sydney (SYD)', country_code: 'AU', source_ips: ['2001:db8:5d::/48', '198.51.100.64/26'] },
];

export const NOTIFICATION_TYPES: readonly (JsonObject & { readonly id: string })[] = [
  { id: 'webhook', fields: [field('url', 'An HTTP or HTTPS URL to POST to')] },
  { id: 'email', fields: [field('address', 'Email address to send notifications to')] },
  { id: 'pagerduty', fields: [field('service_key', 'The PagerDuty service key to use')] },
  { id: 'sms', fields: [field('phone_number', 'Phone number to send the notification to, with leading + and country code')] },
];

/** Metrics of remote checks are by zone: `mzdfw.duration`. */
export function metricsOf(check: JsonObject): Metric[] {
  const type = checkType(String(check['type']));
  const zones = Array.isArray(check['monitoring_zones_poll']) ? (check['monitoring_zones_poll'] as readonly string[]) : [];
  if (type === undefined) return [];
  return isRemote(type.id) ? zones.flatMap((zone) => type.metrics.map((one) => ({ ...one, name: `${zone}.${one.name}` }))) : [...type.metrics];
}
