import { Readable } from 'node:stream';
import { type Answer, type BodyReader, CloudError, type HttpRequest } from '@portolan/core/driver';
import type { SdkTransport } from '../runtime/transport.ts';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly contentType?: string | null;
  readonly body: string | readonly string[];
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  /** Decoded, in the order of the request. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Answers what it is told to and remembers what it was asked. */
export class ScriptedEngine implements SdkTransport {
  readonly origin = 'https://engine.example.com';
  readonly apiPath = '/ovirt-engine/api';
  readonly sent: SentRequest[] = [];
  readonly #answers: ((request: SentRequest) => ScriptedAnswer)[];

  constructor(...answers: (ScriptedAnswer | ((request: SentRequest) => ScriptedAnswer))[]) {
    this.#answers = answers.map((answer) => (typeof answer === 'function' ? answer : () => answer));
  }

  async read<T>(request: HttpRequest, options: { readonly signal?: AbortSignal | undefined }, reader: BodyReader<T>): Promise<Answer<T>> {
    options.signal?.throwIfAborted();
    const [path = '', query = ''] = request.target.split('?');
    const bytes = request.body?.open();
    const sent: SentRequest = {
      method: request.method,
      path,
      query: [...new URLSearchParams(query)],
      headers: request.headers,
      body: bytes === undefined ? undefined : Buffer.from(bytes as Uint8Array).toString('utf8'),
    };
    this.sent.push(sent);
    const script = this.#answers.length > 1 ? this.#answers.shift() : this.#answers[0];
    if (script === undefined) throw new Error('nothing was scripted');
    const { status = 200, contentType = 'application/xml', body } = script(sent);
    if (status < 200 || status > 299) throw new CloudError('unknown', `the engine answered ${status}`, { status });
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    const chunks = (typeof body === 'string' ? [body] : body).filter((chunk) => chunk !== '').map((chunk) => Buffer.from(chunk));
    const answer = await reader({ status, headers, body: Readable.from(chunks) });
    return { status, headers, body: answer };
  }

  fault(status: number, fault: { readonly reason?: string | undefined; readonly detail?: string | undefined }): CloudError {
    return new CloudError('conflict', [fault.detail, fault.reason].join(': '), { status, providerCode: fault.reason });
  }
}
