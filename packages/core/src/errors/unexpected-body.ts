import { redactExcerpt } from '../transport/redact.ts';
import { CloudError } from './cloud-error.ts';

export interface BodyOrigin {
  readonly status?: number | undefined;
  readonly contentType?: string | undefined;
}

const SHOWN_CHARACTERS = 200;

/**
 * The error for a body that is not what the API documents: what is wrong, the content type and the first bytes, which tell a login page or a proxy's
 * complaint at a glance. `outcome` is `unknown`: the status said success, but perhaps not the server's (a portal's page is a 200 too).
 */
export function unexpectedBody(wrong: string, origin: BodyOrigin = {}, text = ''): CloudError {
  // Secrets are taken out of more than is shown: one that is cut in two is not recognised.
  const start = redactExcerpt(text.slice(0, 10 * SHOWN_CHARACTERS))
    .slice(0, SHOWN_CHARACTERS)
    .replace(/\s+/g, ' ')
    .trim();
  const type = origin.contentType === undefined ? '' : `, ${origin.contentType}`;
  const shown = start === '' ? '' : `; it begins ${JSON.stringify(start)}`;
  return new CloudError('protocol', `the answer is not what was expected: ${wrong}${type}${shown}`, {
    status: origin.status,
    outcome: 'unknown',
    remedy: looksLikeHtml(origin.contentType, text) ? 'check the endpoint: a web page answered' : undefined,
  });
}

function looksLikeHtml(contentType: string | undefined, text: string): boolean {
  return /\bhtml\b/i.test(contentType ?? '') || /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 1000));
}
