import type { MessagePort } from 'node:worker_threads';

let port: MessagePort | undefined;

export function initialize(data: { readonly port: MessagePort }): void {
  port = data.port;
}

export async function load(url: string, context: object, next: (url: string, context: object) => Promise<object>): Promise<object> {
  port?.postMessage(url);
  return next(url, context);
}
