import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, parsePairs, reply } from '../../kit/exchange.ts';
import type { Ec2State } from '../compute/state.ts';
import type { Action, ActionTable } from './action.ts';
import { Ec2Error, errorBody } from './ec2-error.ts';
import { Parameters, parameterShape } from './parameters.ts';
import { authenticateQuery, type QueryAuthContext, QueryAuthError } from './query-auth.ts';
import { responseBody } from './xml-writer.ts';

/** Versions of the EC2 API; Eucalyptus binds each of them and no other. */
const VERSIONS = new Set(
  `2006-06-26 2006-10-01 2007-01-03 2007-01-19 2007-03-01 2007-08-29 2008-02-01 2008-05-05 2008-08-08 2008-12-01 2009-03-01 2009-04-04 2009-07-15 2009-08-15
  2009-10-31 2009-11-30 2010-06-15 2010-08-31 2010-11-15 2011-01-01 2011-02-28 2011-05-15 2011-07-15 2011-11-01 2011-12-01 2011-12-15 2012-03-01 2012-04-01
  2012-05-01 2012-06-01 2012-06-15 2012-07-20 2012-08-15 2012-10-01 2012-12-01 2013-02-01 2013-06-15 2013-07-15 2013-08-15 2013-10-01 2013-10-15 2014-02-01
  2014-05-01 2014-06-15 2014-09-01 2014-10-01 2015-03-01 2015-04-15 2015-10-01 2016-04-01 2016-09-15 2016-11-15`.split(/\s+/),
);

const COMMON = ['Action', 'Version', 'AWSAccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'Timestamp', 'Expires', 'SecurityToken'];

// Limits of Eucalyptus' web services (bytes).
const EUCA_MAX_REQUEST_LINE = 4096;
const EUCA_MAX_FORM = 307_200;

interface Route {
  readonly action: Action;
  readonly known: (name: string) => boolean;
}

const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((word) => word !== '');

/** The query API: form or query string in, XML out. */
export class QueryRouter {
  readonly #routes = new Map<string, Route>();
  readonly #context: QueryAuthContext;
  readonly #state: Ec2State;

  constructor(tables: readonly ActionTable[], context: QueryAuthContext, state: Ec2State) {
    this.#context = context;
    this.#state = state;
    const aws = context.flavour.name === 'aws';
    for (const table of tables) {
      for (const [name, action] of Object.entries(table)) {
        if (!aws && action.accepts === undefined && action.acceptsAnything !== true) continue;
        const accepted = [...COMMON, ...words(action.accepts), ...(aws ? ['DryRun', ...words(action.awsAccepts)] : [])];
        this.#routes.set(name, { action, known: action.acceptsAnything === true ? () => true : parameterShape(accepted) });
      }
    }
  }

  async handle(request: EmulatorRequest, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    try {
      const body = await this.#answer(request, response, requestId);
      reply(response, 200, { 'x-amzn-RequestId': requestId, 'Content-Type': 'text/xml;charset=UTF-8' }, body);
    } catch (error) {
      if (!(error instanceof Ec2Error)) throw error;
      const plain = this.#context.flavour.name === 'eucalyptus' && error instanceof QueryAuthError;
      const headers = { 'x-amzn-RequestId': requestId, 'Content-Type': plain ? 'text/plain' : 'text/xml;charset=UTF-8' };
      const text = errorBody(error.code, error.message, requestId);
      reply(response, error.status, headers, plain ? text.replace(' encoding="UTF-8"?>\n', '?>') : text);
    }
  }

  async #answer(request: EmulatorRequest, response: ServerResponse, requestId: string): Promise<string> {
    const { flavour } = this.#context;
    if (request.method !== 'GET' && request.method !== 'POST')
      throw new Ec2Error('InvalidAction', `The method ${request.method} is not valid for this web service.`, 405);
    if (flavour.name === 'eucalyptus' && request.target.length + request.method.length + 10 > EUCA_MAX_REQUEST_LINE)
      throw new Ec2Error('414 Request-URI Too Long', 'An HTTP line is larger than 4096 bytes.', 414);
    if (request.header('expect') !== undefined) response.writeContinue();
    const body = await request.body();
    if (flavour.name === 'eucalyptus' && body.length > EUCA_MAX_FORM)
      throw new Ec2Error('413 Request Entity Too Large', 'HTTP content length exceeded 307200 bytes.', 413);
    const isForm = request.method === 'POST' && (request.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const pairs = [...parsePairs(request.query), ...(isForm ? parsePairs(body.toString('utf8')) : [])];
    const caller = authenticateQuery(request, body, pairs, this.#context);
    const parameters = new Parameters(new Map(pairs.filter(([name]) => !name.startsWith('X-Amz-'))));
    const { name, version, route } = this.#route(parameters);
    this.#refuseUnknown(route, parameters);
    this.#state.settle();
    const dryRun = flavour.name === 'aws' && parameters.boolean('DryRun') === true;
    const proceed = (): void => {
      if (dryRun) throw new Ec2Error('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
    };
    const result = await route.action.run({ parameters, state: this.#state, caller, proceed, host: request.header('host') ?? '' });
    proceed();
    return responseBody(name, version, requestId, result);
  }

  #route(parameters: Parameters): { name: string; version: string; route: Route } {
    const name = parameters.text('Action') ?? '';
    const version = parameters.text('Version') ?? '';
    if (name === '') throw new Ec2Error('MissingAction', 'The request must contain the parameter Action');
    if (version === '') throw new Ec2Error('MissingParameter', 'The request must contain the parameter Version');
    if (!VERSIONS.has(version)) {
      if (this.#context.flavour.name === 'aws') throw new Ec2Error('NoSuchVersion', `The requested version (${version}) of service AmazonEC2 does not exist`);
      throw new Ec2Error('412 Precondition Failed', `Failed to find binding for namespace: http://ec2.amazonaws.com/doc/${version}/`, 412);
    }
    const route = this.#routes.get(name);
    if (route === undefined) throw new Ec2Error('InvalidAction', `The action ${name} is not valid for this web service.`);
    return { name, version, route };
  }

  #refuseUnknown(route: Route, parameters: Parameters): void {
    const unknown = parameters.entries().filter(([name]) => !route.known(name));
    if (unknown.length === 0) return;
    if (this.#context.flavour.name === 'aws') throw new Ec2Error('UnknownParameter', `The parameter ${unknown[0]![0]} is not recognized`);
    // BaseQueryBinding: every parameter nobody bound, one a line.
    const lines = unknown.map(([name, value]) => `${name} = ${value}\n`).join('');
    throw new QueryAuthError('412 Precondition Failed', `Failed to bind the following fields:\n${lines}`, 412);
  }
}
