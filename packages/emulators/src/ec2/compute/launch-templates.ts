import { type ActionTable, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Resource } from './entities.ts';
import { Kind } from './kind.ts';
import type { Ec2State } from './state.ts';
import { TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

interface TemplateVersion {
  readonly number: number;
  readonly description: string | undefined;
  readonly createdAt: number;
  /** Parameters of RunInstances, flat as on the wire. */
  readonly data: ReadonlyMap<string, string>;
}

interface LaunchTemplate extends Resource {
  readonly name: string;
  readonly createdAt: number;
  readonly versions: TemplateVersion[];
  standard: number;
}

const launchTemplates: Kind<LaunchTemplate> = new Kind({ type: 'launch-template', prefix: 'lt', code: 'InvalidLaunchTemplateId', what: 'launch template ID' });

const DATA = 'LaunchTemplateData.';

const readData = (parameters: Parameters): Map<string, string> =>
  new Map(parameters.entries().flatMap(([name, value]) => (name.startsWith(DATA) ? [[name.slice(DATA.length), value] as const] : [])));

function templateOf(state: Ec2State, parameters: Parameters): LaunchTemplate {
  const [id, name] = [parameters.text('LaunchTemplateId'), parameters.text('LaunchTemplateName')];
  if ((id === undefined) === (name === undefined))
    throw new Ec2Error('MissingParameter', 'The request must contain exactly one of launchTemplateId and launchTemplateName');
  if (id !== undefined) return launchTemplates.of(state, id);
  const found = state.visible(launchTemplates.all(state)).find((template) => template.name === name);
  if (found === undefined)
    throw new Ec2Error('InvalidLaunchTemplateName.NotFoundException', `The specified launch template, with template name ${name}, does not exist.`);
  return found;
}

function versionOf(template: LaunchTemplate, asked: string): TemplateVersion {
  const number = asked === '$Default' ? template.standard : asked === '$Latest' ? (template.versions.at(-1)?.number ?? 0) : Number(asked);
  const found = template.versions.find((version) => version.number === number);
  if (found === undefined)
    throw new Ec2Error(
      'InvalidLaunchTemplateId.VersionNotFound',
      `Could not find the specified version ${asked} for the launch template with ID ${template.id}.`,
    );
  return found;
}

/** Parameters of RunInstances, with what a launch template says where they are silent. */
export function withLaunchTemplate(state: Ec2State, parameters: Parameters): Parameters {
  const reference = parameters.structure('LaunchTemplate');
  if (reference.text('LaunchTemplateId') === undefined && reference.text('LaunchTemplateName') === undefined) return parameters;
  const template = templateOf(state, reference);
  const { data } = versionOf(template, reference.text('Version') ?? '$Default');
  const given = parameters.entries();
  // A list given in the call replaces the template's whole list.
  const roots = new Set(given.map(([name]) => name.split('.')[0]));
  return new Parameters(new Map([...[...data].filter(([name]) => !roots.has(name.split('.')[0] ?? '')), ...given]));
}

const templateView = (template: LaunchTemplate): XmlValue => ({
  launchTemplateId: template.id,
  launchTemplateName: template.name,
  createTime: new Date(template.createdAt),
  createdBy: `arn:aws:iam::${template.ownerId}:root`,
  defaultVersionNumber: template.standard,
  latestVersionNumber: template.versions.at(-1)?.number,
  tags: tagSetIfAny(template.tags),
});

function dataView(data: ReadonlyMap<string, string>): XmlValue {
  const values = new Parameters(data);
  return {
    imageId: values.text('ImageId'),
    instanceType: values.text('InstanceType'),
    keyName: values.text('KeyName'),
    userData: values.text('UserData'),
    ebsOptimized: values.boolean('EbsOptimized'),
    disableApiTermination: values.boolean('DisableApiTermination'),
    instanceInitiatedShutdownBehavior: values.text('InstanceInitiatedShutdownBehavior'),
    securityGroupIdSet: values.list('SecurityGroupId').length === 0 ? undefined : values.list('SecurityGroupId'),
    securityGroupSet: values.list('SecurityGroup').length === 0 ? undefined : values.list('SecurityGroup'),
    placement: values.text('Placement.AvailabilityZone') === undefined ? undefined : { availabilityZone: values.text('Placement.AvailabilityZone') },
    blockDeviceMappingSet: values.structures('BlockDeviceMapping').map((device) => ({
      deviceName: device.text('DeviceName'),
      ebs: { volumeSize: device.integer('Ebs.VolumeSize'), snapshotId: device.text('Ebs.SnapshotId'), volumeType: device.text('Ebs.VolumeType') },
    })),
    tagSpecificationSet: values.structures('TagSpecification').map((specification) => ({
      resourceType: specification.text('ResourceType'),
      tagSet: specification.structures('Tag').map((tag) => ({ key: tag.text('Key'), value: tag.text('Value') })),
    })),
  };
}

const versionView = (template: LaunchTemplate, version: TemplateVersion): XmlValue => ({
  launchTemplateId: template.id,
  launchTemplateName: template.name,
  versionNumber: version.number,
  versionDescription: version.description,
  createTime: new Date(version.createdAt),
  createdBy: `arn:aws:iam::${template.ownerId}:root`,
  defaultVersion: version.number === template.standard,
  launchTemplateData: dataView(version.data),
});

const DATA_FIELDS =
  `ImageId InstanceType KeyName UserData EbsOptimized DisableApiTermination InstanceInitiatedShutdownBehavior SecurityGroupId.# SecurityGroup.#
  Placement.AvailabilityZone Placement.GroupName Placement.Tenancy Monitoring.Enabled BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.VirtualName BlockDeviceMapping.#.NoDevice
  BlockDeviceMapping.#.Ebs.VolumeSize BlockDeviceMapping.#.Ebs.SnapshotId BlockDeviceMapping.#.Ebs.VolumeType BlockDeviceMapping.#.Ebs.DeleteOnTermination
  BlockDeviceMapping.#.Ebs.Encrypted BlockDeviceMapping.#.Ebs.Iops TagSpecification.#.ResourceType TagSpecification.#.Tag.#.Key TagSpecification.#.Tag.#.Value
  IamInstanceProfile.Name IamInstanceProfile.Arn MetadataOptions.HttpTokens MetadataOptions.HttpEndpoint MetadataOptions.HttpPutResponseHopLimit`
    .split(/\s+/)
    .map((name) => DATA + name)
    .join(' ');

const ONE = 'LaunchTemplateId LaunchTemplateName';

/** Amazon's alone. */
export const launchTemplateActions: ActionTable = {
  CreateLaunchTemplate: {
    awsAccepts: `LaunchTemplateName VersionDescription ClientToken ${DATA_FIELDS} ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      const name = parameters.required('LaunchTemplateName');
      const data = readData(parameters);
      if (data.size === 0) throw new Ec2Error('MissingParameter', 'The request must contain the parameter LaunchTemplateData');
      if ([...launchTemplates.all(state).values()].some((template) => template.name === name))
        throw new Ec2Error('InvalidLaunchTemplateName.AlreadyExistsException', 'Launch template name already in use.');
      proceed();
      const first = { number: 1, description: parameters.text('VersionDescription'), createdAt: state.now, data };
      return { launchTemplate: templateView(launchTemplates.add(state, { name, createdAt: state.now, versions: [first], standard: 1 }, parameters)) };
    },
  },
  CreateLaunchTemplateVersion: {
    awsAccepts: `${ONE} SourceVersion VersionDescription ClientToken ${DATA_FIELDS}`,
    run: ({ parameters, state, proceed }) => {
      const template = templateOf(state, parameters);
      const source = parameters.text('SourceVersion');
      const before = source === undefined ? new Map<string, string>() : versionOf(template, source).data;
      proceed();
      const number = (template.versions.at(-1)?.number ?? 0) + 1;
      const version = { number, description: parameters.text('VersionDescription'), createdAt: state.now, data: new Map([...before, ...readData(parameters)]) };
      template.versions.push(version);
      return { launchTemplateVersion: versionView(template, version) };
    },
  },
  DescribeLaunchTemplates: {
    awsAccepts: `LaunchTemplateId.# LaunchTemplateName.# ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('LaunchTemplateId');
      const names = parameters.list('LaunchTemplateName');
      const matches = readFilters<LaunchTemplate>(parameters, { 'launch-template-name': (template) => [template.name] }, (template) => template.tags);
      const all = ids.length === 0 ? state.visible(launchTemplates.all(state)) : ids.map((id) => launchTemplates.of(state, id));
      const chosen = all.filter((template) => (names.length === 0 || names.includes(template.name)) && matches(template));
      if (names.some((name) => !chosen.some((template) => template.name === name)))
        throw new Ec2Error('InvalidLaunchTemplateName.NotFoundException', 'At least one of the launch templates specified in the request does not exist.');
      const { items, nextToken } = page(chosen, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: 0, minimum: 1 });
      return { launchTemplates: items.map(templateView), nextToken };
    },
  },
  DescribeLaunchTemplateVersions: {
    awsAccepts: `${ONE} LaunchTemplateVersion.# MinVersion MaxVersion ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const template = templateOf(state, parameters);
      const asked = parameters.list('LaunchTemplateVersion');
      const least = parameters.integer('MinVersion') ?? 1;
      const most = parameters.integer('MaxVersion') ?? Number.POSITIVE_INFINITY;
      const chosen =
        asked.length === 0 ? template.versions.filter(({ number }) => number >= least && number <= most) : asked.map((version) => versionOf(template, version));
      return { launchTemplateVersionSet: [...chosen].sort((a, b) => b.number - a.number).map((version) => versionView(template, version)) };
    },
  },
  ModifyLaunchTemplate: {
    awsAccepts: `${ONE} SetDefaultVersion ClientToken`,
    run: ({ parameters, state, proceed }) => {
      const template = templateOf(state, parameters);
      const { number } = versionOf(template, parameters.required('SetDefaultVersion'));
      proceed();
      template.standard = number;
      return { launchTemplate: templateView(template) };
    },
  },
  DeleteLaunchTemplateVersions: {
    awsAccepts: `${ONE} LaunchTemplateVersion.#`,
    run: ({ parameters, state, proceed }) => {
      const template = templateOf(state, parameters);
      const chosen = parameters.requiredList('LaunchTemplateVersion').map((asked) => versionOf(template, asked));
      proceed();
      const gone = chosen.filter(({ number }) => number !== template.standard);
      for (const version of gone) template.versions.splice(template.versions.indexOf(version), 1);
      const row = ({ number }: TemplateVersion): { [name: string]: XmlValue } => ({
        launchTemplateId: template.id,
        launchTemplateName: template.name,
        versionNumber: number,
      });
      const kept = chosen.filter(({ number }) => number === template.standard);
      const responseError = { code: 'operationNotPermitted', message: 'Cannot delete the default version.' };
      return {
        successfullyDeletedLaunchTemplateVersionSet: gone.map(row),
        unsuccessfullyDeletedLaunchTemplateVersionSet: kept.map((version) => ({ ...row(version), responseError })),
      };
    },
  },
  DeleteLaunchTemplate: {
    awsAccepts: ONE,
    run: ({ parameters, state, proceed }) => {
      const template = templateOf(state, parameters);
      proceed();
      launchTemplates.remove(state, template);
      return { launchTemplate: templateView(template) };
    },
  },
};
