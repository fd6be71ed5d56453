import type { ComputeDriver, Connection } from '@portolan/core/driver';
import type { QueryClient } from '../client.ts';
import type { Ec2Settings } from '../config.ts';

export class Ec2Compute implements ComputeDriver {
  constructor(_client: QueryClient, _settings: Ec2Settings, _connection: Connection) {}
}
