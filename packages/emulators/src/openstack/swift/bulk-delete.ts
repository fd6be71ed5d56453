import type { Answer } from '../answer.ts';
import { removeObject } from './object-remove.ts';
import { renderReport, unacceptable } from './report.ts';
import { findAccount, type SwiftCall } from './swift-call.ts';
import { type Container, liveObject, type StoredObject } from './swift-store.ts';

const MAX_NAMES = 10_000;

interface Report {
  deleted: number;
  notFound: number;
  status: string;
  body: string;
  readonly errors: [path: string, status: string][];
}

const newReport = (): Report => ({ deleted: 0, notFound: 0, status: '200 OK', body: '', errors: [] });

/** `POST ?bulk-delete`: URL-encoded `container/object` or `container` per line. Always 200; the truth is in the body. */
export async function bulkDelete(call: SwiftCall): Promise<Answer> {
  const refused = unacceptable(call, { root: 'delete', rows: rowsOf(newReport()) });
  if (refused !== undefined) return refused;
  const report = newReport();
  const names = (await call.request.body())
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (names.length === 0) {
    report.status = '400 Bad Request';
    report.body = 'Invalid bulk delete.';
  } else if (names.length > MAX_NAMES) {
    report.status = '413 Request Entity Too Large';
    report.body = `Maximum Bulk Deletes: ${MAX_NAMES} per request`;
  } else {
    for (const name of names) deleteOne(call, name, report);
    if (report.errors.length > 0) report.status = '400 Bad Request';
  }
  return render(call, report);
}

function deleteOne(call: SwiftCall, line: string, report: Report): void {
  let path: string;
  try {
    path = decodeURIComponent(line).replace(/^\//, '');
  } catch {
    report.errors.push([line, '412 Precondition Failed']);
    return;
  }
  const slash = path.indexOf('/');
  const account = findAccount(call);
  const container = account?.containers.get(slash === -1 ? path : path.slice(0, slash));
  const object = slash === -1 ? '' : path.slice(slash + 1);
  if (container === undefined || (object !== '' && liveObject(container, object, call.now) === undefined)) {
    report.notFound += 1;
  } else if (object !== '') {
    removeObject(call, container, object);
    report.deleted += 1;
  } else if (container.objects.size > 0 || container.versions.size > 0) {
    report.errors.push([line, '409 Conflict']);
  } else {
    account?.delete(container.name);
    report.deleted += 1;
  }
}

/** `DELETE /c/o?multipart-manifest=delete`: the segments, then the manifest. */
export function deleteWithSegments(call: SwiftCall, containerName: string, name: string): Answer {
  const report = newReport();
  const container = findAccount(call)?.containers.get(containerName);
  const object = liveObject(container, name, call.now);
  const path = `/${containerName}/${name}`;
  if (container === undefined || object === undefined) report.notFound += 1;
  else if (object.slo === undefined) {
    report.errors.push([path, 'Not an SLO manifest']);
    report.status = '400 Bad Request';
  } else deleteManifest(call, container, object, report);
  return render(call, report);
}

/** Its segments, those of segments that are manifests themselves, and then it. One that is used twice is deleted once and not found after. */
function deleteManifest(call: SwiftCall, container: Container, manifest: StoredObject, report: Report): void {
  for (const segment of manifest.slo?.segments ?? []) {
    if (segment.data !== undefined) continue;
    const [, home = '', ...rest] = segment.path.split('/');
    const place = findAccount(call)?.containers.get(home);
    const inner = liveObject(place, rest.join('/'), call.now);
    if (place !== undefined && inner?.slo !== undefined) deleteManifest(call, place, inner, report);
    else deleteOne(call, segment.path.split('/').map(encodeURIComponent).join('/'), report);
  }
  removeObject(call, container, manifest.name);
  report.deleted += 1;
}

const rowsOf = (report: Report): readonly (readonly [string, number])[] => [
  ['Number Deleted', report.deleted],
  ['Number Not Found', report.notFound],
];

const render = (call: SwiftCall, report: Report): Answer =>
  renderReport(call, { root: 'delete', rows: rowsOf(report), status: report.status, body: report.body, errors: report.errors });
