import { type ConfigContext, Secret } from '@portolan/core/driver';
import type { ContainerSpec, WebIdentitySpec } from './credential-spec.ts';

type Environment = ConfigContext['env'];

/** Variables that say where keys are to be had. A profile that says so itself is not completed with them. */
export const CREDENTIAL_PLACES = [
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
] as const;

/** As EKS sets them for the service account of a pod. */
export function webIdentityOf(env: Environment): WebIdentitySpec | undefined {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile = '', AWS_ROLE_ARN: roleArn = '', AWS_ROLE_SESSION_NAME: sessionName = '' } = env;
  if (tokenFile === '' || roleArn === '') return undefined;
  return { kind: 'web-identity', roleArn, tokenFile, sessionName: sessionName === '' ? 'portolan' : sessionName };
}

/** Where ECS' agent answers. */
const AGENT = 'http://169.254.170.2';
/** Whom a key may be asked of, and a token shown to, in the clear: this machine, ECS' agent, EKS' agent. The SDKs have the same list. */
const IN_THE_CLEAR = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|169\.254\.170\.2|169\.254\.170\.23|\[fd00:ec2::23\])$/;

/** As ECS and EKS set them; a text: what is wrong with them. */
export function containerOf(env: Environment): ContainerSpec | string | undefined {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ?? '';
  const full = env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
  if (relative === '' && full === '') return undefined;
  const variable = relative === '' ? 'AWS_CONTAINER_CREDENTIALS_FULL_URI' : 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
  // Joined, not resolved: `//elsewhere` would be another host.
  if (relative !== '' && !relative.startsWith('/')) return `${variable} must begin with a slash`;
  let url: URL;
  try {
    url = new URL(relative === '' ? full : `${AGENT}${relative}`);
  } catch {
    return `${variable} is no address`;
  }
  const { protocol, hostname, username, password } = url;
  if (username !== '' || password !== '') return `${variable} has a user in it`;
  if (protocol !== 'https:' && !(protocol === 'http:' && IN_THE_CLEAR.test(hostname))) {
    return `${variable}: ${protocol}//${hostname} is neither https nor this machine or its agent: keys are not asked for there`;
  }
  const token = env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '';
  const tokenFile = env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] ?? '';
  if (/[\r\n]/.test(token)) return 'AWS_CONTAINER_AUTHORIZATION_TOKEN has a line break in it';
  return {
    kind: 'container',
    url: url.href,
    token: token === '' ? undefined : new Secret(token),
    tokenFile: tokenFile === '' ? undefined : tokenFile,
  };
}
