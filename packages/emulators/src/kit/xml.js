import { SaxesParser } from 'saxes';

const local = (name) => name.slice(name.indexOf(':') + 1);
/** Parses one document; throws on anything that is not well formed, and on a DOCTYPE. */
export function parseXml(text) {
  const stack = [];
  let root;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('DOCTYPE is refused');
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.create(null);
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = String(value);
    stack.push({ name: local(tag.name), attributes, children: [], text: '' });
  });
  const addText = (piece) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = stack.pop();
    if (done === undefined) return;
    const parent = stack.at(-1);
    if (parent === undefined) root = done;
    else parent.children.push(done);
  });
  parser.write(text).close();
  if (root === undefined) throw new Error('no root element');
  return root;
}
export const child = (element, name) => element?.children.find((item) => item.name === name);
export const children = (element, name) => element?.children.filter((item) => item.name === name) ?? [];
export const childText = (element, name) => child(element, name)?.text;
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
export const escapeXml = (text) => text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
//# sourceMappingURL=xml.js.map
