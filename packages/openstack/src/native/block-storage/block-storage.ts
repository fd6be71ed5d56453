import type { OpenstackClient } from '../../client.ts';
import { ServiceCalls } from '../service-calls.ts';

export class BlockStorageNative {
  readonly calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.calls = new ServiceCalls(client, 'block-storage');
  }
}
