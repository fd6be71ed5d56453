import type { Parameters } from '../../query/parameters.ts';
import { ServiceError, validationError } from '../service-error.ts';

export interface Listener {
  readonly protocol: string;
  readonly port: number;
  readonly instanceProtocol: string;
  readonly instancePort: number;
  certificateId: string | undefined;
  policyNames: readonly string[];
}

export interface HealthCheck {
  readonly target: string;
  readonly interval: number;
  readonly timeout: number;
  readonly unhealthyThreshold: number;
  readonly healthyThreshold: number;
}

export interface Policy {
  readonly name: string;
  readonly type: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

export interface Attributes {
  crossZone: boolean;
  accessLog: { readonly enabled: boolean; readonly bucket?: string; readonly interval?: number; readonly prefix?: string };
  draining: { readonly enabled: boolean; readonly timeout: number };
  idleTimeout: number;
  additional: readonly (readonly [key: string, value: string])[];
}

export interface LoadBalancer {
  readonly name: string;
  readonly dnsName: string;
  readonly createdAt: number;
  readonly scheme: string;
  readonly vpcId: string | undefined;
  readonly listeners: Map<number, Listener>;
  zones: readonly string[];
  subnets: readonly string[];
  groups: readonly string[];
  /** Instance → since when. */
  readonly instances: Map<string, number>;
  healthCheck: HealthCheck;
  readonly policies: Map<string, Policy>;
  /** Instance port → names of the policies behind it. */
  readonly backendPolicies: Map<number, readonly string[]>;
  readonly tags: Map<string, string>;
  readonly attributes: Attributes;
}

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'SSL'];

const port = (value: number | undefined, name: string): number => {
  if (value === undefined || value < 1 || value > 65_535) throw validationError(`${name} must be between 1 and 65535`);
  return value;
};

export function readListener(parameters: Parameters): Listener {
  const protocol = parameters.required('Protocol').toUpperCase();
  const instanceProtocol = (parameters.text('InstanceProtocol') ?? protocol).toUpperCase();
  for (const given of [protocol, instanceProtocol])
    if (!PROTOCOLS.includes(given)) throw validationError(`Invalid protocol ${given}. Valid protocols are HTTP, HTTPS, TCP and SSL.`);
  const layer = (name: string): number => (name.startsWith('HTTP') ? 7 : 4);
  if (layer(protocol) !== layer(instanceProtocol))
    throw new ServiceError(
      'InvalidConfigurationRequest',
      'The instance protocol and the load balancer protocol must be at the same Internet protocol layer.',
      409,
    );
  const certificateId = parameters.text('SSLCertificateId');
  if ((protocol === 'HTTPS' || protocol === 'SSL') && certificateId === undefined) throw validationError(`Secure Listeners need to specify a SSLCertificateId`);
  return {
    protocol,
    port: port(parameters.integer('LoadBalancerPort'), 'LoadBalancerPort'),
    instanceProtocol,
    instancePort: port(parameters.integer('InstancePort'), 'InstancePort'),
    certificateId,
    policyNames: [],
  };
}

export function readHealthCheck(parameters: Parameters): HealthCheck {
  const target = parameters.required('Target');
  if (!/^(?:TCP|SSL):\d{1,5}$|^HTTPS?:\d{1,5}\/.*$/.test(target)) throw validationError(`HealthCheck Target is invalid: ${target}`);
  const number = (name: string, least: number, most: number): number => {
    const value = parameters.integer(name);
    if (value === undefined || value < least || value > most) throw validationError(`HealthCheck ${name} must be between ${least} and ${most}`);
    return value;
  };
  const check = {
    target,
    interval: number('Interval', 5, 300),
    timeout: number('Timeout', 2, 60),
    unhealthyThreshold: number('UnhealthyThreshold', 2, 10),
    healthyThreshold: number('HealthyThreshold', 2, 10),
  };
  if (check.timeout >= check.interval) throw validationError('HealthCheck timeout must be less than interval.');
  return check;
}

export const newAttributes = (): Attributes => ({
  crossZone: false,
  accessLog: { enabled: false },
  draining: { enabled: false, timeout: 300 },
  idleTimeout: 60,
  additional: [['elb.http.desyncmitigationmode', 'defensive']],
});
