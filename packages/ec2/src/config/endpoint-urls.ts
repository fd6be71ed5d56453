import { type ConfigContext, type ConfigFields, type FieldSpec, isCloudError, readConfig } from '@portolan/core/driver';
import { amazonUrl, besideCompute, queryServices } from '../native/services.ts';
import type { Preset } from '../presets.ts';
import type { Found, ServiceUrls } from './credential-sources.ts';

/** Addresses of a file are read as strictly as those of a profile. */
export function urlsOf(found: Found, context: ConfigContext, problems: string[]): Endpoints {
  try {
    return readConfig<Endpoints>(
      { ec2Url: { kind: 'url', doc: '' }, s3Url: { kind: 'url', doc: '' } },
      { ec2Url: found.ec2Url, s3Url: found.s3Url },
      { ...context, source: `${context.source}, from its credentials file`, env: {} },
    );
  } catch (error) {
    if (!isCloudError(error)) throw error;
    problems.push(...error.problems);
    return {};
  }
}

export interface Endpoints {
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
}

/** Undefined: it cannot be told. One endpoint alone means that service alone, but for Eucalyptus, whose services live side by side. */
export function endpointsOf(preset: Preset, given: Endpoints, region: string | undefined): Endpoints | undefined {
  const { ec2Url, s3Url } = given;
  if (preset.id === 'eucalyptus' && ec2Url !== undefined && s3Url === undefined) return { ec2Url, s3Url: storageBesideCompute(ec2Url) };
  if (ec2Url !== undefined || s3Url !== undefined) return given;
  if (region === undefined || preset.ec2UrlOf === undefined || preset.s3UrlOf === undefined) return undefined;
  return { ec2Url: preset.ec2UrlOf(region), s3Url: preset.s3UrlOf(region) };
}

/** Of the services beside EC2 and S3: as given, as the environment says, else where they are on this kind of cloud. */
export function serviceUrlsFor(
  preset: Preset,
  given: Readonly<Record<string, string>>,
  endpoints: Endpoints | undefined,
  region: string | undefined,
  context: ConfigContext,
  problems: string[],
): ServiceUrls {
  const others = Object.values(queryServices).filter(({ id }) => id !== 'ec2');
  const fields = Object.fromEntries(
    others.map(({ id, eucarc, awsName }): [string, FieldSpec] => {
      const aws = [`AWS_ENDPOINT_URL_${awsName.toUpperCase()}`, 'AWS_ENDPOINT_URL'];
      return [id, { kind: 'url', doc: '', env: preset.id === 'aws' ? aws : eucarc }];
    }),
  ) as ConfigFields<Readonly<Record<string, string>>>;
  let said: ServiceUrls;
  try {
    said = readConfig<ServiceUrls>(fields as ConfigFields<ServiceUrls>, given, { ...context, source: `${context.source}, serviceUrls` });
  } catch (error) {
    if (!isCloudError(error)) throw error;
    problems.push(...error.problems);
    return {};
  }
  const { ec2Url } = endpoints ?? {};
  const amazon = preset.id === 'aws' && region !== undefined && (ec2Url === undefined || ec2Url === preset.ec2UrlOf?.(region)) && isAmazon(endpoints);
  const derived = others.map((service): [string, string | undefined] => [
    service.id,
    said[service.id] ?? (amazon ? amazonUrl(service, region) : preset.id === 'eucalyptus' && ec2Url !== undefined ? besideCompute(ec2Url, service) : undefined),
  ]);
  return Object.fromEntries(derived.filter(([, url]) => url !== undefined)) as ServiceUrls;
}

const isAmazon = (endpoints: Endpoints | undefined): boolean =>
  [endpoints?.ec2Url, endpoints?.s3Url].every((url) => url === undefined || /\.amazonaws\.com(?:\.cn)?$/.test(url));

/** `…:8773/services/compute` has `…:8773/services/objectstorage` beside it; in 3.x they were called Eucalyptus and Walrus. */
function storageBesideCompute(ec2Url: string): string | undefined {
  if (/\/services\/compute$/.test(ec2Url)) return ec2Url.replace(/compute$/, 'objectstorage');
  return /\/services\/Eucalyptus$/.test(ec2Url) ? ec2Url.replace(/Eucalyptus$/, 'Walrus') : undefined;
}
