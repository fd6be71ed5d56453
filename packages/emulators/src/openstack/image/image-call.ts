import type { ServerResponse } from 'node:http';
import type { EmulatorRequest } from '../../kit/exchange.ts';
import { Refusal, webobError } from '../answer.ts';
import type { ServiceCall } from '../cloud.ts';
import type { Image } from './image-state.ts';

export interface ImageCall extends ServiceCall {
  readonly response: ServerResponse;
}

export const imageFault = (call: { readonly request: EmulatorRequest }, status: number, explanation: string, detail = ''): Refusal =>
  new Refusal(webobError(status, explanation, call.request.header('accept'), {}, detail));

export function findImage(call: ImageCall, id: string): Image {
  const image = call.region.images.find(id, call.project.id);
  if (image === undefined) throw imageFault(call, 404, `No image found with ID ${id}`);
  return image;
}
