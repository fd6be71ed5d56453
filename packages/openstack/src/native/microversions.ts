import { asJson, type CallOptions, CloudError, isCloudError } from '@portolan/core/driver';
import type { Endpoint } from '../auth/catalog.ts';
import type { NativeCall, ServiceCalls } from './service-calls.ts';

/** What a call of a service with microversions takes. */
export interface VersionedOptions extends CallOptions {
  /** `2.79`: exactly this one. Default: the lowest that has what the call needs; none at all where it needs none. */
  readonly microversion?: string | undefined;
}

/** `undefined` on both: the service speaks no microversions (Rackspace; Nova's `/v2`), or does not tell. */
export interface VersionRange {
  readonly min: string | undefined;
  readonly max: string | undefined;
}

// Source: https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html; the service's name in the header is its old type.
const NAMES: Readonly<Record<string, string>> = { compute: 'compute', 'block-storage': 'volume' };

/** A version document, of one version or of all of them. Source: nova/api/openstack/compute/views/versions.py, cinder/api/versions.py. */
interface VersionsWire {
  readonly version?: VersionWire;
  readonly versions?: readonly VersionWire[];
}

interface VersionWire {
  readonly id?: string;
  /** `''`: none. */
  readonly version?: string;
  readonly min_version?: string;
}

const SAID_NOTHING: VersionRange = { min: undefined, max: undefined };

/** Which microversions a service speaks, asked once, and only when a call needs one. */
export class Microversions {
  readonly #calls: ServiceCalls;
  #known: { readonly at: string; readonly range: VersionRange } | undefined;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  /** What the server speaks, by its version document. */
  async range(options: CallOptions = {}): Promise<VersionRange> {
    const endpoint = await this.#calls.client.endpoint(this.#calls.service, options);
    const at = `${endpoint.origin}${endpoint.path}`;
    // Kept when it is there, not while it comes: a caller who gives up must not take others along.
    if (this.#known?.at !== at) this.#known = { at, range: await this.#ask(endpoint, options) };
    return this.#known.range;
  }

  /** The highest that both know; `undefined` where there are none. `negotiate('2.96')` is `2.93` on Zed. */
  async negotiate(highest: string, options: CallOptions = {}): Promise<string | undefined> {
    const { max, min } = await this.range(options);
    if (max === undefined || (min !== undefined && isBelow(highest, min))) return undefined;
    return isBelow(max, highest) ? max : highest;
  }

  /** The call with the header it needs. `need`: the lowest that has all of it; what the server lacks is refused before anything is sent. */
  async versioned<C extends NativeCall>(call: C, options: VersionedOptions, need?: string): Promise<C> {
    const asked = options.microversion ?? this.#pinned(need);
    if (asked !== undefined) {
      assertVersion(asked);
      if (need !== undefined && isBelow(asked, need)) {
        throw new CloudError('invalid-argument', `microversion ${asked} is too low for this call`, { outcome: 'not-done', remedy: `it needs ${need}` });
      }
      return this.#with(call, asked);
    }
    if (need === undefined) return call;
    const { max } = await this.range(options);
    if (max !== undefined && isBelow(max, need)) throw this.#lacking(need, max);
    // A server that does not tell gets to refuse the call itself.
    return this.#with(call, need);
  }

  /** The profile's own, where it has all that the call needs. */
  #pinned(need: string | undefined): string | undefined {
    const pinned = this.#calls.client.settings.microversions?.[this.#calls.service];
    return pinned === undefined || (need !== undefined && isBelow(pinned, need)) ? undefined : pinned;
  }

  #lacking(need: string, max: string): CloudError {
    return new CloudError('unsupported', `the call needs ${this.#calls.service} microversion ${need}; this cloud speaks up to ${max}`, {
      provider: this.#calls.client.settings.dialect.provider,
      outcome: 'not-done',
    });
  }

  #with<C extends NativeCall>(call: C, version: string): C {
    const { service } = this.#calls;
    return {
      ...call,
      headers: {
        'OpenStack-API-Version': `${NAMES[service] ?? service} ${version}`,
        // Nova's own header, for clouds before 2.27.
        ...(service === 'compute' ? { 'X-OpenStack-Nova-API-Version': version } : {}),
        ...call.headers,
      },
    };
  }

  async #ask(endpoint: Endpoint, options: CallOptions): Promise<VersionRange> {
    const parts = /^(.*?)\/(v\d+(?:\.\d+)?)(?:\/.*)?$/.exec(endpoint.path);
    if (parts === null) return SAID_NOTHING;
    const [, root = '', id = ''] = parts;
    // Cinder calls its `/v3` v3.0. `/v2.1/` answers without a token on Novas since 2017, `/` on all; proxies may hide either.
    for (const path of [`${root}/${id}/`, `${root}/`]) {
      const document = await this.#document({ origin: endpoint.origin, path: '' }, path, options);
      const rows = document?.version === undefined ? document?.versions : [document.version];
      const row = Array.isArray(rows) ? (rows as readonly VersionWire[]).find((one) => one?.id === id || one?.id === `${id}.0`) : undefined;
      if (row !== undefined) return { min: row.min_version || undefined, max: row.version || undefined };
    }
    return SAID_NOTHING;
  }

  async #document(at: Endpoint, path: string, options: CallOptions): Promise<VersionsWire | undefined> {
    try {
      const request = { service: this.#calls.service, method: 'GET', path, accept: [300], operation: 'ListVersions' } as const;
      const { body } = await this.#calls.client.readUnsigned(at, request, options, asJson<VersionsWire | undefined>({ allowEmpty: true }));
      return typeof body === 'object' && body !== null ? body : undefined;
    } catch (error) {
      if (!isCloudError(error) || error.code === 'unavailable' || error.code === 'timeout') throw error;
      return undefined;
    }
  }
}

export function isBelow(version: string, than: string): boolean {
  if (version === 'latest') return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = than.split('.').map(Number);
  return major !== otherMajor ? major < otherMajor : minor < otherMinor;
}

/** The higher of those that are needed. */
export function highest(...needs: readonly (string | false | undefined)[]): string | undefined {
  let found: string | undefined;
  for (const need of needs) if (need !== undefined && need !== false && (found === undefined || isBelow(found, need))) found = need;
  return found;
}

function assertVersion(version: string): void {
  if (version === 'latest' || /^\d+\.\d+$/.test(version)) return;
  throw new CloudError('invalid-argument', `microversion: got ${JSON.stringify(version)}, expected one like 2.79`, { outcome: 'not-done' });
}
