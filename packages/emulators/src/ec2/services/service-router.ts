import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, parsePairs, reply } from '../../kit/exchange.ts';
import type { KnownCredential } from '../auth/credentials.ts';
import { Ec2Error, errorBody } from '../query/ec2-error.ts';
import { Parameters } from '../query/parameters.ts';
import { authenticateQuery, type QueryAuthContext, QueryAuthError } from '../query/query-auth.ts';
import { memberErrorJson, memberJson } from './member-json.ts';
import { memberBody, memberErrorBody } from './member-xml.ts';
import type { QueryService, ServiceContext, ServiceResult } from './service.ts';

const ANYBODY: KnownCredential = { accessKeyId: '', secretAccessKey: '', accountId: '' };

/** Codes of EC2's own checks under the names the other services have for them. */
const OTHER_NAMES: Readonly<Record<string, string>> = { MissingParameter: 'ValidationError', InvalidParameterValue: 'ValidationError' };

/** The services beside EC2: form or query string in, XML with members out. */
export class ServiceRouter {
  readonly #services: readonly QueryService[];
  readonly #context: ServiceContext;
  readonly #auth: QueryAuthContext;

  constructor(services: readonly QueryService[], context: ServiceContext, auth: QueryAuthContext) {
    this.#services = services;
    this.#context = context;
    this.#auth = auth;
  }

  /** By path at Eucalyptus; at Amazon, where each has a host of its own, by the scope of the signature. */
  async serviceFor(request: EmulatorRequest): Promise<QueryService | undefined> {
    const path = request.path.replace(/\/$/, '');
    if (this.#context.flavour.name === 'eucalyptus') return this.#services.find(({ eucalyptusPath }) => path === `/services/${eucalyptusPath}`);
    const values = new Map(parsePairs(request.query));
    const credential = /Credential=([^,\s]+)/.exec(request.header('authorization') ?? '')?.[1] ?? values.get('X-Amz-Credential');
    if (credential !== undefined) return this.#services.find(({ scope }) => credential.split('/')[3] === scope);
    const form = request.method === 'POST' ? parsePairs((await request.body()).toString('utf8')) : [];
    const version = new Map([...values, ...form]).get('Version');
    // EC2 had a version of the same day as ELB's; signature version 2 tells no more than this.
    return this.#services.find((service) => service.version === version && service.version !== '2012-06-01');
  }

  async handle(service: QueryService, request: EmulatorRequest, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    if (request.header('expect') !== undefined) response.writeContinue();
    const isJson = await wantsJson(request);
    const headers = { 'x-amzn-RequestId': requestId, 'Content-Type': isJson ? 'application/json' : 'text/xml' };
    try {
      const { action, result } = await this.#answer(service, request);
      reply(response, 200, headers, isJson ? memberJson(action, requestId, result) : memberBody(action, service.namespace, requestId, result));
    } catch (error) {
      if (!(error instanceof Ec2Error)) throw error;
      if (error instanceof QueryAuthError && this.#context.flavour.name === 'eucalyptus') {
        reply(response, error.status, { ...headers, 'Content-Type': 'text/plain' }, errorBody(error.code, error.message, requestId));
        return;
      }
      const type = error.status >= 500 ? 'Receiver' : 'Sender';
      const code = OTHER_NAMES[error.code] ?? error.code;
      const text = isJson ? memberErrorJson(type, code, error.message, requestId) : memberErrorBody(service.namespace, type, code, error.message, requestId);
      reply(response, error.status, headers, text);
    }
  }

  async #answer(service: QueryService, request: EmulatorRequest): Promise<{ action: string; result: ServiceResult | undefined }> {
    const body = await request.body();
    const isForm = request.method === 'POST' && (request.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const pairs = [...parsePairs(request.query), ...(isForm ? parsePairs(body.toString('utf8')) : [])];
    const parameters = new Parameters(new Map(pairs.filter(([name]) => !name.startsWith('X-Amz-'))));
    const action = parameters.text('Action') ?? '';
    const open = service.unsigned?.includes(action) === true && request.header('authorization') === undefined && parameters.text('Signature') === undefined;
    const caller = open ? ANYBODY : authenticateQuery(request, body, pairs, this.#auth, service.scope);
    const version = parameters.text('Version') ?? '';
    const euca = this.#context.flavour.name === 'eucalyptus';
    const unknown = (): Ec2Error => new Ec2Error('InvalidAction', `Could not find operation ${action} for version ${version}`);
    if (action === '') throw new Ec2Error('MissingAction', 'Request is missing Action.');
    if (version !== service.version) throw unknown();
    this.#context.ec2.settle();
    if (euca && service.eucalyptusSilent?.includes(action) === true) return { action, result: undefined };
    const run = Object.hasOwn(service.actions, action) && !(euca && service.amazonOnly?.includes(action) === true) ? service.actions[action] : undefined;
    if (run === undefined) throw unknown();
    return { action, result: await run({ parameters, caller, now: this.#context.ec2.now }) };
  }
}

async function wantsJson(request: EmulatorRequest): Promise<boolean> {
  const form = request.method === 'POST' ? parsePairs((await request.body()).toString('utf8')) : [];
  return [...parsePairs(request.query), ...form].some(([name, value]) => name === 'ContentType' && value === 'JSON');
}
