import type { QueryService, ServiceActions, ServiceContext } from '../service.ts';
import { ServiceError } from '../service-error.ts';
import { servicePage } from '../service-paging.ts';
import { type LoadBalancer, readHealthCheck, readListener } from './balancer.ts';
import { policyActions } from './policy-actions.ts';
import { BalancerStore, subnetIn } from './store.ts';
import { attributesView, balancerView, healthCheckView } from './view.ts';

/** Registered instances, as every answer about them lists them. */
const instances = (balancer: LoadBalancer): { Instances: { InstanceId: string }[] } => ({
  Instances: [...balancer.instances.keys()].map((InstanceId) => ({ InstanceId })),
});

const instanceActions = (store: BalancerStore): ServiceActions => {
  const { ec2 } = store.context;
  const invalid = (id: string): ServiceError => new ServiceError('InvalidInstance', `Could not find EC2 instance ${id}.`);
  return {
    RegisterInstancesWithLoadBalancer: ({ parameters, now }) => {
      const balancer = store.named(parameters);
      const ids = parameters.structures('Instances.member').map((instance) => instance.required('InstanceId'));
      for (const id of ids) if (ec2.find(ec2.instances, id) === undefined) throw invalid(id);
      for (const id of ids) if (!balancer.instances.has(id)) balancer.instances.set(id, now);
      return instances(balancer);
    },
    DeregisterInstancesFromLoadBalancer: ({ parameters }) => {
      const balancer = store.named(parameters);
      const ids = parameters.structures('Instances.member').map((instance) => instance.required('InstanceId'));
      for (const id of ids) if (!balancer.instances.has(id)) throw invalid(id);
      for (const id of ids) balancer.instances.delete(id);
      return instances(balancer);
    },
    DescribeInstanceHealth: ({ parameters, now }) => {
      const balancer = store.named(parameters);
      const asked = parameters.structures('Instances.member').map((instance) => instance.required('InstanceId'));
      for (const id of asked) if (!balancer.instances.has(id)) throw invalid(id);
      const rows = [...balancer.instances].filter(([id]) => asked.length === 0 || asked.includes(id));
      return {
        InstanceStates: rows.map(([InstanceId, since]) => {
          if (ec2.instances.get(InstanceId)?.state !== 'running')
            return { InstanceId, State: 'OutOfService', ReasonCode: 'Instance', Description: 'Instance is in stopped state.' };
          // A transition is what the first health checks take.
          if (now - since < ec2.transitionMs)
            return { InstanceId, State: 'OutOfService', ReasonCode: 'ELB', Description: 'Instance registration is still in progress.' };
          return { InstanceId, State: 'InService', ReasonCode: 'N/A', Description: 'N/A' };
        }),
      };
    },
  };
};

const listenerActions = (store: BalancerStore): ServiceActions => ({
  CreateLoadBalancerListeners: ({ parameters }) => {
    const balancer = store.named(parameters);
    const given = parameters.structures('Listeners.member').map(readListener);
    for (const listener of given) {
      const there = balancer.listeners.get(listener.port);
      if (there !== undefined && (there.protocol !== listener.protocol || there.instancePort !== listener.instancePort))
        throw new ServiceError(
          'DuplicateListener',
          `A listener already exists for ${balancer.name} with LoadBalancerPort ${listener.port}, but with a different InstancePort, Protocol, or SSLCertificateId`,
        );
    }
    for (const listener of given) if (!balancer.listeners.has(listener.port)) balancer.listeners.set(listener.port, listener);
    return {};
  },
  DeleteLoadBalancerListeners: ({ parameters }) => {
    const balancer = store.named(parameters);
    for (const port of parameters.requiredList('LoadBalancerPorts.member')) balancer.listeners.delete(Number(port));
    return {};
  },
  SetLoadBalancerListenerSSLCertificate: ({ parameters }) => {
    const balancer = store.named(parameters);
    const port = parameters.integer('LoadBalancerPort') ?? 0;
    const listener = balancer.listeners.get(port);
    if (listener === undefined) throw new ServiceError('ListenerNotFound', `LoadBalancer ${balancer.name} does not have a listener on port ${port}`);
    if (listener.protocol !== 'HTTPS' && listener.protocol !== 'SSL')
      throw new ServiceError('InvalidConfigurationRequest', 'Only secure listeners have certificates', 409);
    listener.certificateId = parameters.required('SSLCertificateId');
    return {};
  },
  ConfigureHealthCheck: ({ parameters }) => {
    const balancer = store.named(parameters);
    balancer.healthCheck = readHealthCheck(parameters.structure('HealthCheck'));
    return { HealthCheck: healthCheckView(balancer.healthCheck) };
  },
});

const placementActions = (store: BalancerStore): ServiceActions => ({
  EnableAvailabilityZonesForLoadBalancer: ({ parameters }) => {
    const balancer = store.named(parameters);
    const zones = parameters.requiredList('AvailabilityZones.member');
    store.checkZones(zones);
    balancer.zones = [...new Set([...balancer.zones, ...zones])];
    return { AvailabilityZones: balancer.zones };
  },
  DisableAvailabilityZonesForLoadBalancer: ({ parameters }) => {
    const balancer = store.named(parameters);
    const zones = parameters.requiredList('AvailabilityZones.member');
    const left = balancer.zones.filter((zone) => !zones.includes(zone));
    if (left.length === 0) throw new ServiceError('InvalidConfigurationRequest', 'A load balancer needs at least one availability zone', 409);
    balancer.zones = left;
    return { AvailabilityZones: left };
  },
  AttachLoadBalancerToSubnets: ({ parameters }) => {
    const balancer = store.named(parameters);
    const ids = parameters.requiredList('Subnets.member').map((id) => subnetIn(store.context, id).id);
    balancer.subnets = [...new Set([...balancer.subnets, ...ids])];
    return { Subnets: balancer.subnets };
  },
  DetachLoadBalancerFromSubnets: ({ parameters }) => {
    const balancer = store.named(parameters);
    const ids = parameters.requiredList('Subnets.member');
    const left = balancer.subnets.filter((id) => !ids.includes(id));
    if (left.length === 0) throw new ServiceError('InvalidConfigurationRequest', 'A load balancer needs at least one subnet', 409);
    balancer.subnets = left;
    return { Subnets: left };
  },
  ApplySecurityGroupsToLoadBalancer: ({ parameters }) => {
    const balancer = store.named(parameters);
    const groups = parameters.requiredList('SecurityGroups.member');
    store.checkGroups(groups);
    balancer.groups = groups;
    return { SecurityGroups: groups };
  },
});

const attributeActions = (store: BalancerStore): ServiceActions => ({
  DescribeLoadBalancerAttributes: ({ parameters }) => ({ LoadBalancerAttributes: attributesView(store.named(parameters).attributes) }),
  ModifyLoadBalancerAttributes: ({ parameters }) => {
    const balancer = store.named(parameters);
    const { attributes } = balancer;
    const given = parameters.structure('LoadBalancerAttributes');
    attributes.crossZone = given.boolean('CrossZoneLoadBalancing.Enabled') ?? attributes.crossZone;
    const draining = given.boolean('ConnectionDraining.Enabled');
    if (draining !== undefined)
      attributes.draining = { enabled: draining, timeout: given.integer('ConnectionDraining.Timeout') ?? attributes.draining.timeout };
    attributes.idleTimeout = given.integer('ConnectionSettings.IdleTimeout') ?? attributes.idleTimeout;
    const log = given.structure('AccessLog');
    const logging = log.boolean('Enabled');
    if (logging !== undefined) {
      const [bucket, interval, prefix] = [log.text('S3BucketName'), log.integer('EmitInterval'), log.text('S3BucketPrefix')];
      if (logging && bucket === undefined) throw new ServiceError('InvalidConfigurationRequest', 'S3BucketName is missing', 409);
      attributes.accessLog = {
        enabled: logging,
        ...(bucket === undefined ? {} : { bucket }),
        ...(interval === undefined ? {} : { interval }),
        ...(prefix === undefined ? {} : { prefix }),
      };
    }
    const additional = given.structures('AdditionalAttributes.member').map((item): [string, string] => [item.required('Key'), item.text('Value') ?? '']);
    if (additional.length > 0) attributes.additional = additional;
    return { LoadBalancerName: balancer.name, LoadBalancerAttributes: attributesView(attributes) };
  },
  AddTags: ({ parameters }) => {
    const chosen = parameters.requiredList('LoadBalancerNames.member').map((name) => store.named(parameters, name));
    const tags = parameters.structures('Tags.member').map((tag) => [tag.required('Key'), tag.text('Value') ?? ''] as const);
    if (new Set(tags.map(([key]) => key)).size !== tags.length) throw new ServiceError('DuplicateTagKeys', 'Tag keys must be unique');
    for (const balancer of chosen) for (const [key, value] of tags) balancer.tags.set(key, value);
    return {};
  },
  DescribeTags: ({ parameters }) => ({
    TagDescriptions: parameters.requiredList('LoadBalancerNames.member').map((name) => ({
      LoadBalancerName: name,
      Tags: [...store.named(parameters, name).tags].map(([Key, Value]) => ({ Key, Value })),
    })),
  }),
  RemoveTags: ({ parameters }) => {
    const chosen = parameters.requiredList('LoadBalancerNames.member').map((name) => store.named(parameters, name));
    for (const balancer of chosen) for (const tag of parameters.structures('Tags.member')) balancer.tags.delete(tag.required('Key'));
    return {};
  },
});

/** Elastic Load Balancing, the first generation: nothing is balanced, all is kept. */
export function elasticLoadBalancing(context: ServiceContext): QueryService {
  const store = new BalancerStore(context);
  return {
    scope: 'elasticloadbalancing',
    version: '2012-06-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
    eucalyptusPath: 'LoadBalancing',
    actions: {
      CreateLoadBalancer: ({ parameters, now }) => ({ DNSName: store.create(parameters, now).dnsName }),
      DescribeLoadBalancers: ({ parameters }) => {
        const names = parameters.list('LoadBalancerNames.member');
        const chosen = names.length === 0 ? [...store.balancers.values()] : names.map((name) => store.named(parameters, name));
        const rules = { token: 'Marker', size: 'PageSize', standard: 400, largest: 400 };
        const page = servicePage(chosen, ({ name }) => name, parameters, rules, context.ec2.pageLimit);
        return { LoadBalancerDescriptions: page.items.map((balancer) => balancerView(balancer, context.accountId)), NextMarker: page.next };
      },
      // One that is not there is as good as deleted.
      DeleteLoadBalancer: ({ parameters }) => {
        store.balancers.delete(parameters.required('LoadBalancerName'));
        return {};
      },
      ...listenerActions(store),
      ...instanceActions(store),
      ...placementActions(store),
      ...policyActions(store),
      ...attributeActions(store),
    },
  };
}
