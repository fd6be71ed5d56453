/** What an answer's document says, for comparing: an element is its text, or its children in order. */
export type Tree = string | readonly (readonly [name: string, tree: Tree])[];

const undo = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }[name ?? ''] ?? whole;
  });

/** Reads the plain XML that object stores send: elements and text, no mixed content. */
export function readTree(text: string): readonly [name: string, tree: Tree] {
  const stack: { name: string; children: (readonly [string, Tree])[]; text: string }[] = [{ name: '', children: [], text: '' }];
  for (const match of text.replace(/<\?.*?\?>/gs, '').matchAll(/<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g)) {
    const [, closing, name, empty, words] = match;
    const top = stack.at(-1);
    if (top === undefined) throw new Error(`more ends than elements: ${text.slice(0, 200)}`);
    if (words !== undefined) top.text += words;
    else if (closing === '/') {
      stack.pop();
      const tree: Tree = top.children.length > 0 ? top.children : undo(top.text);
      stack.at(-1)?.children.push([top.name, tree]);
    } else if (empty === '/') top.children.push([name ?? '', '']);
    else stack.push({ name: name ?? '', children: [], text: '' });
  }
  const root = stack[0]?.children[0];
  if (stack.length !== 1 || root === undefined) throw new Error(`not a document: ${text.slice(0, 200)}`);
  return root;
}

/** The text of the first such element, wherever it is. */
export function findText(tree: Tree, name: string): string | undefined {
  if (typeof tree === 'string') return undefined;
  for (const [child, inner] of tree) {
    if (child === name && typeof inner === 'string') return inner;
    const found = findText(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
