import { type CallOptions, CloudError } from '@portolan/core/driver';
import { regionsOf } from '../../auth/catalog.ts';
import type { OpenstackClient } from '../../client.ts';

/** The zone that a create's location names. The region worked in is no zone, and another region has its own servers and volumes. */
export async function zoneOf(client: OpenstackClient, locationId: string | undefined, options: CallOptions): Promise<string | undefined> {
  if (locationId === undefined) return undefined;
  const region = await client.region(options);
  if (locationId === region) return undefined;
  const { catalog } = await client.session(options);
  if (!regionsOf(catalog).includes(locationId)) return locationId;
  throw new CloudError('invalid-argument', `location: ${locationId} is another region, this connection works in ${region}`, {
    outcome: 'not-done',
    remedy: 'connect with a profile of that region',
  });
}
