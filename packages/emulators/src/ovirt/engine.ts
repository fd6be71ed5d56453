import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, parsePairs, reply, replyJson } from '../kit/exchange.ts';
import { catalogue, placeOf } from './catalogue/catalogue.ts';
import { modelJson, modelXml, xmlSchema } from './catalogue/published-model.ts';
import { dispatch, type Origin } from './dispatch.ts';
import { entryLinkHeader } from './resources/entry-point.ts';
import { failedAction } from './resources/vm-actions.ts';
import type { EngineUser, Sessions } from './sessions.ts';
import { logout, token } from './sso.ts';
import type { EngineState } from './state/engine-state.ts';
import { sweepTransfers } from './state/transfers.ts';
import { type Answer, API } from './wire/call.ts';
import { type Element, element, leaf, toJson, toXml } from './wire/element.ts';
import { EngineFault, NotFound, UsageFault } from './wire/faults.ts';
import { follow } from './wire/follow.ts';
import { readBody, type XmlElement } from './wire/read-body.ts';

const UNAUTHORIZED = '<html><head><title>Error</title></head><body>Unauthorized</body></html>';
const NOT_FOUND = '<html><head><title>Error</title></head><body>404 - Not Found</body></html>';

/** As long as the engine itself has patience with `201-created`, and how often it looks. */
const PATIENCE_MS = 60_000;
const LOOK_MS = 5;

/** The engine's port: SSO, services and the API. */
export class Engine {
  readonly #state: EngineState;
  readonly #sessions: Sessions;
  readonly #certificate: string | undefined;
  readonly #imageioOrigin: () => string;

  constructor(state: EngineState, sessions: Sessions, imageioOrigin: () => string, certificate: string | undefined) {
    this.#state = state;
    this.#sessions = sessions;
    this.#imageioOrigin = imageioOrigin;
    this.#certificate = certificate;
  }

  async handle(request: EmulatorRequest, response: ServerResponse): Promise<void> {
    this.#state.agenda.catchUp();
    sweepTransfers(this.#state);
    const path = request.path.replace(/;.*$/, '');
    if (path === API || path.startsWith(`${API}/`)) return this.#api(request, response);
    switch (`${request.method} ${path}`) {
      case 'POST /ovirt-engine/sso/oauth/token':
        return token(request, response, this.#sessions);
      case 'POST /ovirt-engine/services/sso-logout':
        return logout(request, response, this.#sessions);
      case 'POST /ovirt-engine/sso/oauth/token-http-auth':
        return reply(response, 401, { 'WWW-Authenticate': 'Negotiate', 'Content-Type': 'text/html;charset=UTF-8' }, UNAUTHORIZED);
      case 'POST /ovirt-engine/sso/oauth/revoke':
      case 'POST /ovirt-engine/sso/oauth/token-info':
        // Both are for services that are registered with the SSO, by id and secret.
        return replyJson(response, 400, { error: 'unauthorized_client', error_description: 'The client is not authorized to request an authorization.' });
      case 'GET /ovirt-engine/services/health':
        return reply(response, 200, { 'Content-Type': 'text/html;charset=UTF-8' }, 'DB Up!Welcome to Health Status!');
      case 'GET /ovirt-engine/services/pki-resource':
        if (this.#certificate !== undefined) return reply(response, 200, { 'Content-Type': 'application/x-x509-ca-cert' }, this.#certificate);
    }
    reply(response, 404, { 'Content-Type': 'text/html;charset=UTF-8' }, NOT_FOUND);
  }

  async #api(request: EmulatorRequest, response: ServerResponse): Promise<void> {
    const json = /^application\/json/.test(request.header('accept') ?? '');
    const user = this.#authenticate(request.header('authorization'));
    if (user === undefined) {
      request.stream.resume();
      return reply(response, 401, { 'WWW-Authenticate': 'Basic realm="RESTAPI"', 'Content-Type': 'text/html;charset=UTF-8' }, UNAUTHORIZED);
    }
    const { path, version, parameters: given } = target(request);
    const about = describes(request, path);
    if (about !== undefined) {
      request.stream.resume();
      return reply(response, 200, about.headers, about.text);
    }
    const correlationId = sanitize(given.get('correlation_id') ?? request.header('correlation-id') ?? '');
    response.setHeader('Correlation-Id', correlationId);
    if (expects(request, '100-continue')) response.writeContinue();
    // Not to wait is what `async` means.
    const parameters = new Map([
      ...(request.header('all-content') === undefined ? [] : [['all_content', request.header('all-content') ?? ''] as const]),
      ...given,
      ...(expects(request, '202-accepted') ? [['async', 'true'] as const] : []),
    ]);
    const bytes = request.method === 'GET' ? Buffer.alloc(0) : await request.body();
    let body: XmlElement | undefined;
    let answer: Answer;
    try {
      if ((version ?? request.header('version') ?? '4') !== '4')
        throw new EngineFault(400, 'Invalid version', `Version "${version ?? request.header('version') ?? ''}" isn't supported.`);
      const origin: Origin = { state: this.#state, user, correlationId, imageioOrigin: this.#imageioOrigin() };
      if (bytes.length > 0) {
        const type = request.header('content-type') ?? '';
        if (!/^application\/(xml|json)\b/.test(type)) return reply(response, 415, {}, '');
        body = readBody(bytes.toString('utf8'), type, jsonRoot(path));
      }
      answer = dispatch(request.method, path, parameters, body, origin);
      if (answer.status === 405) return reply(response, 405, { 'Content-Type': 'text/html;charset=UTF-8' }, '');
      if (answer.status === 202 && expects(request, '201-created')) answer = await this.#ready(answer, origin);
      const links = parameters.get('follow') ?? request.header('follow');
      if (request.method === 'GET' && links !== undefined && links !== '' && answer.element !== undefined) {
        answer = { ...answer, element: follow(answer.element, links, (below) => this.#fetch(below, origin)) };
      }
    } catch (error) {
      answer = refusal(error, body);
    }
    const headers: Record<string, string> = {};
    if (answer.location !== undefined && answer.status === 201)
      headers['Location'] = `http${'encrypted' in request.stream.socket ? 's' : ''}://${request.header('host') ?? ''}${answer.location}`;
    if (path === '' || path === '/') headers['Link'] = entryLinkHeader();
    if (answer.element === undefined) return reply(response, answer.status, headers, '');
    headers['Content-Type'] = json ? 'application/json' : 'application/xml;charset=UTF-8';
    reply(response, answer.status, headers, json ? toJson(answer.element) : toXml(answer.element));
  }

  /** `201-created`: the answer comes when what was made is ready, with what it is like then. */
  async #ready(answer: Answer, origin: Origin): Promise<Answer> {
    const path = answer.location?.slice(API.length);
    if (path === undefined) return answer;
    for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
      this.#state.agenda.catchUp();
      const now = this.#fetch(path, origin);
      if (now === undefined || !/<(?:snapshot_)?status>(?:image_)?locked</.test(toXml(now)))
        return now === undefined ? answer : { ...answer, status: 201, element: now };
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return answer;
  }

  #authenticate(header: string | undefined): EngineUser | undefined {
    const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)$/.exec(header ?? '') ?? [];
    if (scheme.toLowerCase() === 'bearer') return this.#sessions.use(value);
    if (scheme.toLowerCase() !== 'basic') return undefined;
    const decoded = Buffer.from(value, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    const user = colon === -1 ? 'bad-credentials' : this.#sessions.login(decoded.slice(0, colon), decoded.slice(colon + 1));
    return typeof user === 'string' ? undefined : user;
  }

  /** The document of another path, for `follow`. `max` and the other parameters of the request do not reach it. */
  #fetch(path: string, origin: Origin): Element | undefined {
    try {
      return dispatch('GET', path, new Map(), undefined, origin).element;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}

function refusal(error: unknown, body: XmlElement | undefined): Answer {
  if (error instanceof NotFound) return { status: 404 };
  if (error instanceof UsageFault) {
    return {
      status: 400,
      element: element('usage_message', {}, [
        leaf('message', 'Request syntactically incorrect. See the link below for the correct usage:'),
        leaf('detailed_link', `${API}/model`),
      ]),
    };
  }
  if (!(error instanceof EngineFault)) throw error;
  // What was asked for as an action is refused as one.
  return body?.name === 'action' ? failedAction(error.status, error.reason, error.detail) : { status: error.status, element: error.element() };
}

/** Path below the API, version of the URL, and the parameters of the query and of the last segment (`/vms;max=5`). */
function target(request: EmulatorRequest): { readonly path: string; readonly version: string | undefined; readonly parameters: ReadonlyMap<string, string> } {
  const below = request.path.slice(API.length);
  const [plain = '', ...matrix] = below.split(';');
  const versioned = /^\/v(\d+)(?=\/|$)/.exec(plain);
  const pairs = [...matrix.flatMap((piece) => parsePairs(piece)), ...request.queryPairs()];
  return { path: versioned === null ? plain : plain.slice(versioned[0].length), version: versioned?.[1], parameters: new Map(pairs) };
}

/** The server drops every character outside `0-9A-Za-z_-`, cuts at 36, and makes a UUID of nothing. */
function sanitize(given: string): string {
  const kept = given.replace(/[^0-9A-Za-z_-]/g, '').slice(0, 36);
  return kept === '' ? randomUUID() : kept;
}

/** `Expect`, or `X-Ovirt-Expect` where a proxy in between refuses unusual expectations. */
const expects = (request: EmulatorRequest, what: string): boolean =>
  [request.header('x-ovirt-expect'), request.header('expect')].some((one) => one?.split(';').some((each) => each.trim().toLowerCase() === what) === true);

/** What the engine tells about its API: the model, and the XML schema of its documents as a file to keep. */
function describes(request: EmulatorRequest, path: string): { readonly headers: Readonly<Record<string, string>>; readonly text: string } | undefined {
  if (request.method !== 'GET') return undefined;
  const json = /^application\/json/.test(request.header('accept') ?? '');
  switch (path) {
    case '/model.json':
    case '/model.xml':
    case '/model':
      return path === '/model.json' || (path === '/model' && json)
        ? { headers: { 'Content-Type': 'application/json' }, text: modelJson() }
        : { headers: { 'Content-Type': 'application/xml' }, text: modelXml() };
    case '':
    case '/':
      if (!request.queryPairs().some(([name]) => name === 'schema')) return undefined;
      return { headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment; filename="api.xsd"' }, text: xmlSchema() };
    default:
      return undefined;
  }
}

/** JSON has no root element: it is the singular of the collection, or an action below an object. */
function jsonRoot(path: string): string {
  const place = placeOf(path);
  return place === undefined || place.action !== undefined ? 'action' : (catalogue().struct(place.service.type ?? '')?.tag ?? 'action');
}
