import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { Refusal, webobError } from '../answer.ts';
import type { ServiceCall } from '../cloud.ts';
import { isAdministrator } from '../service-auth.ts';
import type { Image } from './image-state.ts';

export interface ImageCall extends ServiceCall {
  readonly response: ServerResponse;
}

export const imageFault = (call: { readonly request: EmulatorRequest }, status: number, explanation: string, detail = ''): Refusal =>
  new Refusal(webobError(status, explanation, call.request.header('accept'), {}, detail));

export function findImage(call: ImageCall, id: string): Image {
  const image = isAdministrator(call) ? call.region.images.get(id) : call.region.images.find(id, call.project.id);
  if (image === undefined) throw imageFault(call, 404, `No image found with ID ${id}`);
  return image;
}

export function requireOwner(call: ImageCall, image: Image, action: string): void {
  if (image.owner !== call.project.id && !isAdministrator(call)) throw imageFault(call, 403, `You are not authorized to complete ${action} action.`);
}

/** The body whole, and its digests. */
export async function receive(call: ImageCall): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of call.request.stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return chunks;
}

/** Gives an image its bytes. */
export function setData(image: Image, chunks: readonly Buffer[], now: number): void {
  const md5 = createHash('md5');
  const sha512 = createHash('sha512');
  for (const chunk of chunks) {
    md5.update(chunk);
    sha512.update(chunk);
  }
  image.status = 'active';
  image.data = chunks;
  image.size = chunks.reduce((total, chunk) => total + chunk.length, 0);
  image.checksum = md5.digest('hex');
  image.sha512 = sha512.digest('hex');
  image.updatedAt = now;
}
