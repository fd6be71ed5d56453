import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, reply } from '../kit/exchange.ts';
import { type Answer, json, setReason } from './answer.ts';
import type { Cloud, Region } from './cloud.ts';
import { computeService } from './compute/compute-service.ts';
import { identityService } from './identity/identity-service.ts';
import { tempAuth } from './identity/temp-auth.ts';
import { imageService } from './image/image-service.ts';
import { networkService } from './network/network-service.ts';
import { rackspaceService } from './rackspace/rackspace-service.ts';
import { RACKSPACE_SERVICES } from './rackspace/rackspace-services.ts';
import { swiftService } from './swift/swift-service.ts';
import { volumeService } from './volume/volume-service.ts';

type Service = 'identity' | 'compute' | 'image' | 'network' | 'volume';

/** The first segment of a path says which service is meant; everything else at the root is Swift's. */
const OPENSTACK: Readonly<Record<string, Service>> = { identity: 'identity', compute: 'compute', image: 'image', networking: 'network', volume: 'volume' };

const RACKSPACE: Readonly<Record<string, Service>> = { servers: 'compute', images: 'image', networks: 'network', blockstorage: 'volume' };

/** A row of Rackspace's catalog that clients must pass over: first generation servers. */
const FIRST_GENERATION = 'firstgen';

export async function route(cloud: Cloud, region: Region, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  const [, first = ''] = request.path.split('/');
  const prefix = `/${first}`;
  const rest = request.path.slice(prefix.length);
  if (cloud.flavour === 'rackspace') {
    if (first === '' || first === 'v2.0') return send(request, response, await identityService(cloud, request, region.linkOrigin, request.path));
    if (first === FIRST_GENERATION)
      return send(request, response, json(501, { notImplemented: { code: 501, message: 'First generation servers are not served.' } }));
    const own = RACKSPACE_SERVICES[first];
    if (own !== undefined) return send(request, response, await rackspaceService(own, cloud, region, request, prefix, rest));
  }
  if (cloud.flavour === 'openstack' && first === 'auth' && rest === '/v1.0') return send(request, response, tempAuth(cloud, region, request));
  const service = (cloud.flavour === 'rackspace' ? RACKSPACE : OPENSTACK)[first];
  switch (service) {
    case 'identity':
      return send(request, response, await identityService(cloud, request, region.linkOrigin + prefix, rest));
    case 'compute':
      return send(request, response, await computeService(cloud, region, request, prefix, rest));
    case 'image':
      return send(request, response, await imageService(cloud, region, request, response, prefix, rest));
    case 'network':
      return send(request, response, await networkService(cloud, region, request, prefix, rest));
    case 'volume':
      return send(request, response, await volumeService(cloud, region, request, prefix, rest));
    default:
      return swiftService(cloud, region, request, response);
  }
}

function send(request: EmulatorRequest, response: ServerResponse, answer: Answer): void {
  if (!request.stream.readableEnded) request.stream.resume();
  setReason(response, answer.status);
  reply(response, answer.status, answer.headers, answer.body);
}
