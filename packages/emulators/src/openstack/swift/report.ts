import { escapeXml } from '../../kit/xml.ts';
import type { Answer } from '../answer.ts';
import { pythonJson } from '../python-json.ts';
import { HTML, type SwiftCall } from './swift-call.ts';

/** What came of many operations in one request. */
export interface ReportForm {
  /** Element of the XML form. */
  readonly root: string;
  readonly rows: readonly (readonly [name: string, value: string | number])[];
  readonly status: string;
  readonly body: string;
  readonly errors: readonly (readonly [path: string, status: string])[];
}

const tag = (name: string): string => name.toLowerCase().replaceAll(' ', '_');

function xmlOf({ root, rows, status, body, errors }: ReportForm): string {
  const all = [...rows, ['Response Body', body] as const, ['Response Status', status] as const];
  const lines = all.map(([name, value]) => `<${tag(name)}>${escapeXml(String(value))}</${tag(name)}>\n`).join('');
  const faults = errors.map(([path, why]) => `<object><name>${escapeXml(path)}</name><status>${escapeXml(why)}</status></object>\n`).join('');
  return `<${root}>\n${lines}<errors>\n${faults}</errors>\n</${root}>\n`;
}

function textOf({ rows, status, body, errors }: ReportForm): string {
  const lines = rows.map(([name, value]) => `${name}: ${value}\n`).join('');
  return `${lines}Response Body: ${body}\nResponse Status: ${status}\nErrors:\n${errors.map(([path, why]) => `${path}, ${why}\n`).join('')}`;
}

/** In the form that `Accept` asks for. Chunked, because the real one sends blanks while it works. */
export function renderReport(call: SwiftCall, form: ReportForm): Answer {
  const accept = call.request.header('accept') ?? '*/*';
  const answer = (type: string, body: string): Answer => ({ status: 200, headers: { 'Content-Type': type, 'Transfer-Encoding': 'chunked' }, body });
  if (/application\/json/i.test(accept)) {
    const rows = Object.fromEntries(form.rows);
    return answer('application/json', pythonJson({ 'Response Status': form.status, 'Response Body': form.body, ...rows, Errors: form.errors }));
  }
  if (/(application|text)\/xml/i.test(accept)) return answer(/text\/xml/i.test(accept) ? 'text/xml' : 'application/xml', xmlOf(form));
  return answer('text/plain', textOf(form));
}

/** Asked before anything is done: is there a form of the report that the caller takes? */
export function unacceptable(call: SwiftCall, form: Omit<ReportForm, 'status' | 'body' | 'errors'>): Answer | undefined {
  const accept = call.request.header('accept');
  if (accept === undefined || /\*\/\*|text\/(plain|xml|\*)|application\/(json|xml|\*)/i.test(accept)) return undefined;
  const body = textOf({ ...form, status: '406 Not Acceptable', body: '', errors: [] });
  return { status: 200, headers: { 'Content-Type': HTML, 'Transfer-Encoding': 'chunked' }, body };
}
