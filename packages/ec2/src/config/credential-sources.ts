import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';
import { type QueryServiceId, queryServices } from '../native/services.ts';
import type { CredentialSpec } from './credential-spec.ts';
import { parseEucarc } from './eucarc.ts';

export type ServiceUrls = Readonly<Partial<Record<QueryServiceId, string>>>;

/** What a file adds to a profile. All of it comes from one place: a key of one file never meets the secret of another. */
export interface Found {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  /** Keys that must be got first. */
  readonly credentials?: CredentialSpec | undefined;
  readonly region?: string | undefined;
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
  readonly serviceUrls?: ServiceUrls | undefined;
}

export interface Source {
  readonly found: Found;
  readonly problems: readonly string[];
}

export const NOTHING: Source = { found: {}, problems: [] };

export const hasKeys = ({ found }: Source): boolean => found.accessKeyId !== undefined || found.credentials !== undefined;

/** A cloud's `eucarc`. `path` is absent when nobody named one: then `~/.euca/eucarc`, if there is one. */
export async function fromEucarc(path: string | undefined, context: ConfigContext): Promise<Source> {
  const file = path ?? join(context.home, '.euca', 'eucarc');
  const text = await textOf(file);
  if (text === undefined) return path === undefined ? NOTHING : { found: {}, problems: [`${context.source}: field "eucarc": ${file} cannot be read`] };
  const values = parseEucarc(text, dirname(file));
  const first = (...names: readonly string[]): string | undefined => names.map((name) => nonEmpty(values.get(name))).find((value) => value !== undefined);
  const found: Found = {
    accessKeyId: first('AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'EC2_ACCESS_KEY'),
    secretAccessKey: first('AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'EC2_SECRET_KEY'),
    sessionToken: first('AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'),
    ec2Url: first('EC2_URL'),
    s3Url: first('S3_URL'),
  };
  const empty = path !== undefined && Object.values(found).every((value) => value === undefined);
  const problems = empty ? [`${context.source}: field "eucarc": ${file} sets none of EC2_URL, S3_URL, AWS_ACCESS_KEY_ID`] : [];
  return { found: { ...found, serviceUrls: serviceUrlsOf(({ eucarc }) => first(...eucarc)) }, problems };
}

/** The addresses that a file has for the services beside EC2 and S3. */
export function serviceUrlsOf(urlOf: (service: (typeof queryServices)[QueryServiceId]) => string | undefined): ServiceUrls {
  const urls: Partial<Record<QueryServiceId, string>> = {};
  for (const service of Object.values(queryServices)) {
    const url = service.id === 'ec2' ? undefined : urlOf(service);
    if (url !== undefined) urls[service.id] = url;
  }
  return urls;
}

/** Undefined where there is no such file, or none that we may read. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

export const nonEmpty = (value: string | undefined): string | undefined => (value === undefined || value === '' ? undefined : value);
