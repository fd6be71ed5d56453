import type { ServiceActions } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import type { LoadBalancer, Policy } from './balancer.ts';
import type { BalancerStore } from './store.ts';
import { APP_COOKIE, LB_COOKIE } from './view.ts';

interface PolicyType {
  readonly name: string;
  readonly description: string;
  /** Name, type, how many. */
  readonly attributes: readonly (readonly [name: string, type: string, cardinality: string])[];
}

const POLICY_TYPES: readonly PolicyType[] = [
  {
    name: APP_COOKIE,
    description: "Stickiness policy with session lifetimes controlled by the application's cookie.",
    attributes: [['CookieName', 'String', 'ONE']],
  },
  {
    name: LB_COOKIE,
    description: 'Stickiness policy with session lifetimes controlled by the browser or an expiration period.',
    attributes: [['CookieExpirationPeriod', 'Long', 'ZERO_OR_ONE']],
  },
  {
    name: 'ProxyProtocolPolicyType',
    description: 'Policy that controls whether the IP address and port of the client come along in the proxy protocol.',
    attributes: [['ProxyProtocol', 'Boolean', 'ONE']],
  },
  { name: 'PublicKeyPolicyType', description: 'Policy with public keys to accept of back-end servers.', attributes: [['PublicKey', 'String', 'ONE']] },
  {
    name: 'BackendServerAuthenticationPolicyType',
    description: 'Policy that controls authentication to back-end servers.',
    attributes: [['PublicKeyPolicyName', 'PolicyName', 'ONE_OR_MORE']],
  },
  {
    name: 'SSLNegotiationPolicyType',
    description: 'Listener policy that defines the ciphers and protocols that will be accepted.',
    attributes: [
      ['Reference-Security-Policy', 'String', 'ZERO_OR_ONE'],
      ['Protocol-TLSv1.2', 'Boolean', 'ZERO_OR_ONE'],
      ['Server-Defined-Cipher-Order', 'Boolean', 'ZERO_OR_ONE'],
    ],
  },
];

const noPolicy = (name: string, balancer: LoadBalancer): ServiceError =>
  new ServiceError('PolicyNotFound', `There is no policy with name ${name} for load balancer ${balancer.name}`);

function add(balancer: LoadBalancer, policy: Policy): undefined {
  if (balancer.policies.has(policy.name))
    throw new ServiceError('DuplicatePolicyName', `Policy '${policy.name}' already exists for load balancer '${balancer.name}'`);
  balancer.policies.set(policy.name, policy);
  return undefined;
}

function known(balancer: LoadBalancer, names: readonly string[]): readonly string[] {
  for (const name of names) if (!balancer.policies.has(name)) throw noPolicy(name, balancer);
  return names;
}

const inUse = (balancer: LoadBalancer, name: string): boolean =>
  [...balancer.listeners.values()].some(({ policyNames }) => policyNames.includes(name)) ||
  [...balancer.backendPolicies.values()].some((names) => names.includes(name));

export const policyActions = (store: BalancerStore): ServiceActions => ({
  CreateAppCookieStickinessPolicy: ({ parameters }) => {
    add(store.named(parameters), {
      name: parameters.required('PolicyName'),
      type: APP_COOKIE,
      attributes: [['CookieName', parameters.required('CookieName')]],
    });
    return {};
  },
  CreateLBCookieStickinessPolicy: ({ parameters }) => {
    const period = parameters.integer('CookieExpirationPeriod');
    add(store.named(parameters), {
      name: parameters.required('PolicyName'),
      type: LB_COOKIE,
      attributes: period === undefined ? [] : [['CookieExpirationPeriod', String(period)]],
    });
    return {};
  },
  CreateLoadBalancerPolicy: ({ parameters }) => {
    const type = parameters.required('PolicyTypeName');
    if (!POLICY_TYPES.some(({ name }) => name === type)) throw new ServiceError('PolicyTypeNotFound', `Policy type ${type} not found`);
    const attributes = parameters
      .structures('PolicyAttributes.member')
      .map((attribute): [string, string] => [attribute.required('AttributeName'), attribute.text('AttributeValue') ?? '']);
    add(store.named(parameters), { name: parameters.required('PolicyName'), type, attributes });
    return {};
  },
  DeleteLoadBalancerPolicy: ({ parameters }) => {
    const balancer = store.named(parameters);
    const name = parameters.required('PolicyName');
    if (!balancer.policies.has(name)) throw noPolicy(name, balancer);
    if (inUse(balancer, name)) throw new ServiceError('InvalidConfigurationRequest', `Policy ${name} is in use.`, 409);
    balancer.policies.delete(name);
    return {};
  },
  DescribeLoadBalancerPolicies: ({ parameters }) => {
    if (parameters.text('LoadBalancerName') === undefined) return { PolicyDescriptions: [] };
    const balancer = store.named(parameters);
    const names = known(balancer, parameters.list('PolicyNames.member'));
    const chosen = [...balancer.policies.values()].filter(({ name }) => names.length === 0 || names.includes(name));
    return {
      PolicyDescriptions: chosen.map((policy) => ({
        PolicyName: policy.name,
        PolicyTypeName: policy.type,
        PolicyAttributeDescriptions: policy.attributes.map(([AttributeName, AttributeValue]) => ({ AttributeName, AttributeValue })),
      })),
    };
  },
  DescribeLoadBalancerPolicyTypes: ({ parameters }) => {
    const names = parameters.list('PolicyTypeNames.member');
    const missing = names.find((name) => !POLICY_TYPES.some((type) => type.name === name));
    if (missing !== undefined) throw new ServiceError('PolicyTypeNotFound', `Policy type ${missing} not found`);
    return {
      PolicyTypeDescriptions: POLICY_TYPES.filter(({ name }) => names.length === 0 || names.includes(name)).map((type) => ({
        PolicyTypeName: type.name,
        Description: type.description,
        PolicyAttributeTypeDescriptions: type.attributes.map(([AttributeName, AttributeType, Cardinality]) => ({ AttributeName, AttributeType, Cardinality })),
      })),
    };
  },
  SetLoadBalancerPoliciesOfListener: ({ parameters }) => {
    const balancer = store.named(parameters);
    const port = parameters.integer('LoadBalancerPort') ?? 0;
    const listener = balancer.listeners.get(port);
    if (listener === undefined) throw new ServiceError('ListenerNotFound', `LoadBalancer ${balancer.name} does not have a listener on port ${port}`);
    listener.policyNames = known(balancer, parameters.list('PolicyNames.member'));
    return {};
  },
  SetLoadBalancerPoliciesForBackendServer: ({ parameters }) => {
    const balancer = store.named(parameters);
    const port = parameters.integer('InstancePort') ?? 0;
    const names = known(balancer, parameters.list('PolicyNames.member'));
    if (![...balancer.listeners.values()].some(({ instancePort }) => instancePort === port))
      throw new ServiceError('InvalidConfigurationRequest', `No listener sends to instance port ${port}`, 409);
    if (names.length === 0) balancer.backendPolicies.delete(port);
    else balancer.backendPolicies.set(port, names);
    return {};
  },
});
