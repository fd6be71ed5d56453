import type { OpenstackClient } from '../../client.ts';
import { ServiceCalls } from '../service-calls.ts';

export class IdentityNative {
  readonly calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.calls = new ServiceCalls(client, 'identity');
  }
}
