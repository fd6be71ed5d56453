import type { EmulatorRequest } from '../../kit/exchange.ts';
import { Refusal } from '../answer.ts';
import { novaFault } from './nova-faults.ts';

/** Zed's. */
export const NOVA_MAXIMUM = '2.93';

/** `2.47` asked of a service; comparisons are by the number after the point. */
export class Microversion {
  readonly text: string;
  readonly minor: number;

  constructor(text: string) {
    this.text = text;
    this.minor = Number(text.split('.')[1] ?? 0);
  }

  atLeast(minor: number): boolean {
    return this.minor >= minor;
  }
}

/** Reads `OpenStack-API-Version: compute 2.79` (several services may share the header) or Nova's older own header. */
export function requestedVersion(request: EmulatorRequest, service: 'compute' | 'volume', minimum: string, maximum: string): Microversion {
  const entries = (request.header('openstack-api-version') ?? '').split(',').map((entry) => entry.trim().split(/\s+/));
  const modern = entries.find(([name]) => name === service)?.[1];
  const asked = modern ?? (service === 'compute' ? request.header('x-openstack-nova-api-version') : undefined) ?? minimum;
  if (asked === 'latest') return new Microversion(maximum);
  if (!/^([1-9]\d*)\.([1-9]\d*|0)$/.test(asked)) {
    throw novaFault(400, `API Version String ${asked} is of invalid format. Must be of format MajorNum.MinorNum.`);
  }
  const version = new Microversion(asked);
  const major = Number(asked.split('.')[0]);
  const limit = new Microversion(maximum);
  if (major !== Number(maximum.split('.')[0]) || version.minor > limit.minor || version.minor < new Microversion(minimum).minor) {
    const refusal = novaFault(406, `Version ${asked} is not supported by the API. Minimum is ${minimum} and maximum is ${maximum}.`);
    // Even this answer echoes the version it refuses.
    throw new Refusal({ ...refusal.answer, headers: { ...refusal.answer.headers, ...versionHeaders(service, version) } });
  }
  return version;
}

export function versionHeaders(service: 'compute' | 'volume', version: Microversion): Record<string, string | string[]> {
  const modern = { 'Openstack-Api-Version': `${service} ${version.text}` };
  return service === 'volume'
    ? { ...modern, Vary: 'OpenStack-API-Version' }
    : { ...modern, 'X-Openstack-Nova-Api-Version': version.text, Vary: ['OpenStack-API-Version', 'X-OpenStack-Nova-API-Version'] };
}
