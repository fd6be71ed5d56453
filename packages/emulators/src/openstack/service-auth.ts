import type { EmulatorRequest } from '../kit/exchange.ts';
import { empty, json, Refusal, webobError } from './answer.ts';
import type { Cloud, Region, ServiceCall } from './cloud.ts';

/** How keystonemiddleware's 401 looks depends on the service it stands in front of. */
type Rejection = 'json' | 'webob-html';

/**
 * What keystonemiddleware does: no token, an unknown, an expired or a revoked one are all the same 401.
 * Glance's is WebOb's HTML whatever `Accept` says, the others' is JSON (seen on Zed); Rackspace's has no body.
 */
export function authenticateCall(cloud: Cloud, region: Region, request: EmulatorRequest, rejection: Rejection = 'json'): ServiceCall {
  const token = cloud.tokens.find(request.header('x-auth-token'));
  if (token?.project !== undefined) return { cloud, region, request, token, project: token.project, now: cloud.clock.now() };
  if (cloud.flavour === 'rackspace') throw new Refusal(empty(401, { 'WWW-Authenticate': `Keystone uri=${cloud.authUri}` }));
  // An unscoped token is valid, but no policy of a service lets it do anything.
  const challenge = { 'WWW-Authenticate': `Keystone uri="${cloud.authUri}"` };
  if (rejection === 'webob-html') {
    const detail =
      'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials ' +
      '(e.g., bad password), or your browser does not understand how to supply the credentials required.';
    throw new Refusal(webobError(401, detail, 'text/html', challenge));
  }
  throw new Refusal(json(401, { error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } }, challenge));
}

/** Whether policies let the caller do what is an administrator's. */
export const isAdministrator = ({ cloud, token, project }: Pick<ServiceCall, 'cloud' | 'token' | 'project'>): boolean =>
  cloud.flavour === 'openstack' && cloud.directory.rolesOf(token.user, { scope: 'project', id: project.id }).some(({ name }) => name === 'admin');

/** Turns a thrown refusal into its answer. Anything else is a defect and stays thrown. */
export function refusalAnswer(error: unknown): Refusal['answer'] {
  if (error instanceof Refusal) return error.answer;
  throw error;
}
