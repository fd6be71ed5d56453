import { ApiError, invalidArgument } from '../api-error.ts';
import { type Answer, type Call, ok } from '../call.ts';
import { given, text } from '../params.ts';
import { isHvm, type Machine, type TagValue } from './machine.ts';
import { machineView } from './view.ts';

const MAX_LIMIT = 1000;

type Test = (machine: Machine) => boolean;

export function listMachines(call: Call): Answer {
  const own = call.cloud.machines.filter((machine) => machine.ownerId === call.account.id);
  const view = (machine: Machine): Record<string, unknown> => machineView(call.cloud, machine, { withCredentials: given(call.params, 'credentials') });
  // `tags=*` is a query of its own: every other filter is passed over, and the answer has no x-query-limit.
  if (call.params['tags'] === '*') {
    const tagged = own.filter((machine) => Object.keys(machine.tags).length > 0).map(view);
    return ok(tagged, { 'x-resource-count': String(tagged.length) });
  }
  const tests = filters(call);
  const limit = pageLimit(call);
  const offset = count(text(call.params, 'offset') ?? '0', 'offset');
  const page = own
    .filter((machine) => tests.every((test) => test(machine)))
    .slice(offset, offset + limit)
    .map(view);
  // The count is of this page, not of all.
  return ok(page, { 'x-query-limit': String(limit), 'x-resource-count': String(page.length) });
}

function pageLimit(call: Call): number {
  const asked = count(text(call.params, 'limit') || String(MAX_LIMIT), 'limit');
  if (asked < 1 || asked > MAX_LIMIT) throw invalidList('limit');
  return Math.min(asked, call.cloud.maxPageSize);
}

function count(value: string, field: string): number {
  if (!/^\d+$/.test(value)) throw invalidList(field);
  return Number(value);
}

const invalidList = (field: string): ApiError =>
  new ApiError(409, 'ValidationFailed', 'Invalid Parameters', { errors: [{ field, code: 'Invalid', message: 'Invalid parameter' }] });

const alive: Test = (machine) => machine.state !== 'destroyed' && machine.state !== 'failed';

/** `lib/machines.js` getListOptions(). */
function filters(call: Call): Test[] {
  const { params } = call;
  const tests: Test[] = [];
  const state = text(params, 'state');
  switch (state) {
    // Both mean "any live state".
    case 'provisioning':
    case 'stopping':
    case 'active':
      tests.push(alive);
      break;
    case 'running':
    case 'stopped':
    case 'destroyed':
      tests.push((machine) => machine.state === state);
      break;
    case 'unknown':
      tests.push(() => false);
      break;
    case undefined:
      if (!given(params, 'tombstone')) tests.push(alive);
      break;
    default:
      throw invalidArgument(`${state} is not a valid state`);
  }
  const type = text(params, 'type');
  if (type !== undefined && type !== 'smartmachine' && type !== 'virtualmachine') throw invalidArgument(`${type} is not a valid type`);
  if (type !== undefined) tests.push((machine) => isHvm(machine.brand) === (type === 'virtualmachine'));
  if (given(params, 'image') && given(params, 'dataset')) throw invalidArgument('image and dataset are mutually exclusive parameters.');
  const image = text(params, 'image') || text(params, 'dataset');
  if (image) tests.push((machine) => machine.imageId === image);
  const brand = text(params, 'brand');
  if (brand) tests.push((machine) => machine.brand === brand);
  const docker = text(params, 'docker');
  if (docker !== undefined && docker !== 'true' && docker !== 'false') throw invalidArgument(`${docker} is not a valid boolean`);
  if (docker === 'true') tests.push(() => false);
  const memory = text(params, 'memory');
  if (memory) tests.push((machine) => machine.memoryMiB === Number(memory));
  const name = text(params, 'name');
  // VMAPI appends `*`: documented as exact, works as a prefix.
  if (name) tests.push((machine) => machine.name.startsWith(name));
  for (const [key, value] of Object.entries(params)) {
    if (/^tag\../.test(key)) tests.push((machine) => tagMatches(machine.tags[key.slice(4)], String(value)));
  }
  return tests;
}

/** `true`, `false` and numbers in a query match the typed value as well as the text. */
const tagMatches = (tag: TagValue | undefined, wanted: string): boolean => tag !== undefined && (wanted === '*' || String(tag) === wanted);
