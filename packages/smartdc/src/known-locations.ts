export interface KnownLocation {
  readonly url: string;
  readonly mantaUrl?: string;
}

/**
 * Data centers that users name instead of an address. The Joyent and Telefónica rows are py-smartdc's table and historic by now;
 * MNX runs what was the Joyent public cloud.
 */
export const KNOWN_LOCATIONS: Readonly<Record<string, KnownLocation>> = {
  'us-east-1': { url: 'https://us-east-1.api.joyentcloud.com' },
  'us-east-2': { url: 'https://us-east-2.api.joyentcloud.com' },
  'us-east-3': { url: 'https://us-east-3.api.joyentcloud.com' },
  'us-sw-1': { url: 'https://us-sw-1.api.joyentcloud.com' },
  'us-west-1': { url: 'https://us-west-1.api.joyentcloud.com' },
  'eu-ams-1': { url: 'https://eu-ams-1.api.joyentcloud.com' },
  London: { url: 'https://api-eu-lon-1.instantservers.telefonica.com' },
  'eu-lon-1': { url: 'https://api-eu-lon-1.instantservers.telefonica.com' },
  Madrid: { url: 'https://api-eu-mad-1.instantservers.telefonica.com' },
  'eu-mad-1': { url: 'https://api-eu-mad-1.instantservers.telefonica.com' },
  'us-central-1': { url: 'https://us-central-1.api.mnx.io', mantaUrl: 'https://us-central.manta.mnx.io' },
};

/** py-smartdc's rule: a known name, else a host (it has a dot, or is localhost), else a name of Joyent's. Undefined: no such host can be. */
export function locate(location: string): KnownLocation | undefined {
  if (Object.hasOwn(KNOWN_LOCATIONS, location)) return KNOWN_LOCATIONS[location];
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/.test(location)) return undefined;
  const [host = ''] = location.split(':');
  return { url: host.includes('.') || host === 'localhost' ? `https://${location}` : `https://${location}.api.joyentcloud.com` };
}
