import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { requestId } from '../request-ids.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { isoSeconds } from '../timestamps.ts';
import { isObject, type JsonObject, objectAt, stringAt } from '../values.ts';
import { findImage, type ImageCall, imageFault, receive, requireOwner, setData } from './image-call.ts';
import type { Image, ImportTask } from './image-state.ts';

const METHODS = ['glance-direct', 'web-download'];
const LIFETIME_MS = 172_800_000;

async function stage(call: ImageCall, id: string): Promise<Answer> {
  const image = findImage(call, id);
  requireOwner(call, image, 'upload_image');
  if (image.status !== 'queued' && image.status !== 'uploading')
    throw imageFault(call, 409, `Image status transition from ${image.status} to uploading is not allowed`);
  image.status = 'uploading';
  image.staged = await receive(call);
  image.size = image.staged.reduce((total, chunk) => total + chunk.length, 0);
  return empty(204, { 'Content-Type': 'text/html; charset=UTF-8' });
}

/** From this machine alone: an emulator fetches nothing from elsewhere. */
async function download(uri: string): Promise<readonly Buffer[]> {
  const { hostname } = new URL(uri);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new Error(`it is not of this machine: ${hostname}`);
  const answer = await fetch(uri);
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
  return [Buffer.from(await answer.arrayBuffer())];
}

async function carryOut(call: ImageCall, image: Image, task: ImportTask, source: () => Promise<readonly Buffer[]>): Promise<void> {
  const { clock } = call.cloud;
  try {
    setData(image, await source(), clock.now());
    image.staged = undefined;
    task.status = 'success';
    task.message = 'Copied 1 MiB';
  } catch (error) {
    // As Glance puts it back: the image may be tried again.
    image.status = 'queued';
    image.size = null;
    task.status = 'failure';
    task.message = `Task failed due to ${error instanceof Error ? error.message : String(error)}`;
  }
  task.updatedAt = clock.now();
}

async function importImage(call: ImageCall, id: string): Promise<Answer> {
  let body: unknown;
  try {
    body = JSON.parse((await call.request.body()).toString('utf8'));
  } catch {
    throw imageFault(call, 400, 'Malformed JSON in request body.');
  }
  const method = objectAt(body, 'method');
  const name = stringAt(method, 'name');
  const image = findImage(call, id);
  requireOwner(call, image, 'import_image');
  if (name === undefined || !METHODS.includes(name)) throw imageFault(call, 400, 'Unknown import method name.');
  if (image.containerFormat === null || image.diskFormat === null)
    throw imageFault(call, 400, "'disk_format' and 'container_format' need to be set before import");
  const wanted = name === 'glance-direct' ? 'uploading' : 'queued';
  if (image.status !== wanted)
    throw imageFault(call, 409, `Image needs to be staged before '${name}' method can be used. Only images with status '${wanted}' can be imported.`);
  const uri = stringAt(method, 'uri');
  if (name === 'web-download' && !/^https?:\/\/./.test(uri ?? '')) throw imageFault(call, 400, 'URI for web-download does not pass filtering');
  image.status = 'importing';
  const task: ImportTask = {
    id: randomUUID(),
    status: 'processing',
    message: '',
    input: { image_id: id, import_req: isObject(body) ? body : {} },
    userId: call.token.user.id,
    requestId: requestId(),
    createdAt: call.now,
    updatedAt: call.now,
  };
  image.tasks.push(task);
  void carryOut(call, image, task, async () => (name === 'glance-direct' ? (image.staged ?? []) : download(uri ?? '')));
  return { status: 202, headers: { 'Content-Type': 'text/html; charset=UTF-8' } };
}

const taskBody = (image: Image, task: ImportTask): JsonObject => ({
  id: task.id,
  type: 'api_image_import',
  status: task.status,
  owner: image.owner,
  input: task.input,
  result: task.status === 'success' ? { image_id: image.id } : null,
  message: task.message,
  image_id: image.id,
  request_id: task.requestId,
  user_id: task.userId,
  created_at: isoSeconds(task.createdAt),
  updated_at: isoSeconds(task.updatedAt),
  expires_at: task.status === 'processing' ? null : isoSeconds(task.updatedAt + LIFETIME_MS),
  self: `/v2/tasks/${task.id}`,
  schema: '/v2/schemas/task',
});

export function addImportRoutes(routes: Routes<ImageCall, Answer | Promise<Answer>>): void {
  routes
    .on('PUT images/{id}/stage', stage)
    .on('POST images/{id}/import', importImage)
    .on('GET images/{id}/tasks', (call, id) => {
      const image = findImage(call, id);
      return json(200, { tasks: image.tasks.map((task) => taskBody(image, task)) });
    })
    .on('GET tasks', (call) => {
      if (!isAdministrator(call)) throw imageFault(call, 403, 'You are not authorized to complete tasks_api_access action.');
      const rows = call.region.images.visible(call.project.id).flatMap((image) => image.tasks.map((task) => taskBody(image, task)));
      return json(200, { tasks: rows, first: '/v2/tasks', schema: '/v2/schemas/tasks' });
    })
    .on('GET tasks/{id}', (call, id) => {
      for (const image of call.region.images.visible(call.project.id)) {
        const task = image.tasks.find((one) => one.id === id);
        if (task !== undefined) return json(200, taskBody(image, task));
      }
      throw imageFault(call, 404, `Task not found for task_id ${id}`);
    });
}
