import { type ActionTable, DONE } from '../../query/action.ts';
import { Ec2Error } from '../../query/ec2-error.ts';
import type { XmlValue } from '../../query/xml-writer.ts';
import type { Resource } from '../entities.ts';
import { Kind } from '../kind.ts';
import { vpcOf } from '../lookup.ts';
import type { Ec2State } from '../state.ts';
import { TAG_SPECIFICATION, tagSet } from '../tags.ts';

interface DhcpOptions extends Resource {
  readonly settings: readonly (readonly [key: string, values: readonly string[]])[];
}

const dhcpOptions: Kind<DhcpOptions> = new Kind({ type: 'dhcp-options', prefix: 'dopt', code: 'InvalidDhcpOptionID', what: 'dhcpOption ID' });

const KEYS = ['domain-name-servers', 'domain-name', 'ntp-servers', 'netbios-name-servers', 'netbios-node-type'];

const optionsView = (_state: Ec2State, options: DhcpOptions): XmlValue => ({
  dhcpOptionsId: options.id,
  ownerId: options.ownerId,
  dhcpConfigurationSet: options.settings.map(([key, values]) => ({ key, valueSet: values.map((value) => ({ value })) })),
  tagSet: tagSet(options.tags),
});

export const dhcpOptionsActions: ActionTable = {
  CreateDhcpOptions: {
    accepts: 'DhcpConfiguration.#.Key DhcpConfiguration.#.Value.#',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const settings = parameters.structures('DhcpConfiguration').map((setting) => [setting.required('Key'), setting.list('Value')] as const);
      if (settings.length === 0) throw new Ec2Error('MissingParameter', 'The request must contain the parameter dhcpConfiguration');
      const unknown = settings.find(([key]) => !KEYS.includes(key));
      if (unknown !== undefined) throw new Ec2Error('InvalidParameterValue', `Value (${unknown[0]}) for parameter name is invalid. Unknown DHCP option`);
      proceed();
      return { dhcpOptions: optionsView(state, dhcpOptions.add(state, { settings }, parameters)) };
    },
  },
  DescribeDhcpOptions: dhcpOptions.describe({
    ids: 'DhcpOptionsId',
    set: 'dhcpOptionsSet',
    view: optionsView,
    fields: {
      'dhcp-options-id': (options) => [options.id],
      key: (options) => options.settings.map(([key]) => key),
      value: (options) => options.settings.flatMap(([, values]) => values),
    },
  }),
  AssociateDhcpOptions: {
    accepts: 'DhcpOptionsId VpcId',
    run: ({ parameters, state, proceed }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      const id = parameters.required('DhcpOptionsId');
      if (id !== 'default') dhcpOptions.of(state, id);
      proceed();
      vpc.dhcpOptionsId = id;
      return DONE;
    },
  },
  DeleteDhcpOptions: {
    accepts: 'DhcpOptionsId',
    run: ({ parameters, state, proceed }) => {
      const options = dhcpOptions.of(state, parameters.required('DhcpOptionsId'));
      if ([...state.vpcs.values()].some(({ dhcpOptionsId }) => dhcpOptionsId === options.id))
        throw new Ec2Error('DependencyViolation', `The dhcpOptions '${options.id}' has dependencies and cannot be deleted.`);
      proceed();
      dhcpOptions.remove(state, options);
      return DONE;
    },
  },
  DescribeVpcAttribute: {
    accepts: 'VpcId Attribute',
    run: ({ parameters, state }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      const name = parameters.required('Attribute');
      if (name !== 'enableDnsSupport' && name !== 'enableDnsHostnames') throw new Ec2Error('InvalidParameterValue', `Invalid value '${name}' for attribute`);
      return { vpcId: vpc.id, [name]: { value: name === 'enableDnsSupport' ? (vpc.dnsSupport ?? true) : (vpc.dnsHostnames ?? vpc.isDefault) } };
    },
  },
  ModifyVpcAttribute: {
    accepts: 'VpcId EnableDnsSupport.Value EnableDnsHostnames.Value',
    run: ({ parameters, state, proceed }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      const [support, hostnames] = [parameters.boolean('EnableDnsSupport.Value'), parameters.boolean('EnableDnsHostnames.Value')];
      if (support !== undefined && hostnames !== undefined) throw new Ec2Error('InvalidParameterCombination', 'Only one attribute can be modified at a time');
      proceed();
      if (support !== undefined) vpc.dnsSupport = support;
      if (hostnames !== undefined) vpc.dnsHostnames = hostnames;
      return DONE;
    },
  },
};
