import type { ActionTable } from '../query/action.ts';
import { invalidValue } from '../query/ec2-error.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import { instanceOf } from './lookup.ts';

/** How the guest may ask its metadata service. */
export interface MetadataOptions {
  readonly tokens: string;
  readonly hops: number;
  readonly endpoint: string;
  readonly tags: string;
}

const STANDARD: MetadataOptions = { tokens: 'optional', hops: 1, endpoint: 'enabled', tags: 'disabled' };

const oneOf = (name: string, value: string, allowed: readonly string[]): string => {
  if (!allowed.includes(value)) throw invalidValue(`Value (${value}) for parameter ${name} is invalid.`);
  return value;
};

/** What the parameters change of what there is. */
export function readMetadataOptions(parameters: Parameters, before: MetadataOptions = STANDARD): MetadataOptions {
  const hops = parameters.integer('HttpPutResponseHopLimit') ?? before.hops;
  if (hops < 1 || hops > 64) throw invalidValue(`Value (${hops}) for parameter HttpPutResponseHopLimit is invalid.`);
  return {
    hops,
    tokens: oneOf('HttpTokens', parameters.text('HttpTokens') ?? before.tokens, ['optional', 'required']),
    endpoint: oneOf('HttpEndpoint', parameters.text('HttpEndpoint') ?? before.endpoint, ['enabled', 'disabled']),
    tags: oneOf('InstanceMetadataTags', parameters.text('InstanceMetadataTags') ?? before.tags, ['enabled', 'disabled']),
  };
}

export const metadataView = (options: MetadataOptions = STANDARD): XmlValue => ({
  state: 'applied',
  httpTokens: options.tokens,
  httpPutResponseHopLimit: options.hops,
  httpEndpoint: options.endpoint,
  instanceMetadataTags: options.tags,
});

/** Amazon's alone. */
export const metadataActions: ActionTable = {
  ModifyInstanceMetadataOptions: {
    awsAccepts: 'InstanceId HttpTokens HttpPutResponseHopLimit HttpEndpoint InstanceMetadataTags',
    run: ({ parameters, state, proceed }) => {
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const options = readMetadataOptions(parameters, instance.metadataOptions);
      proceed();
      instance.metadataOptions = options;
      return { instanceId: instance.id, instanceMetadataOptions: metadataView(options) };
    },
  },
};
