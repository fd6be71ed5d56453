const WIDTH = 160;

/** A generated file: its heading and its parts, with an empty line between. */
export function document(model, parts) {
  const heading = `// Made by packages/ovirt/generator from ${model.source}: run \`pnpm --filter @portolan/ovirt generate\` instead of editing.`;
  return `${[heading, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}

/** `before a, b after` on one line if it fits, else over as many as it takes. */
export function wrapped(before, items, separator, after, indent = `${/^ */.exec(before)[0]}  `) {
  const flat = `${before}${items.join(separator)}${after}`;
  if (flat.length <= WIDTH) return flat;
  const lines = [];
  let line = indent;
  for (const [index, item] of items.entries()) {
    const piece = index === items.length - 1 && separator.trim() === '' ? item : `${item}${separator}`;
    if (line !== indent && line.length + piece.trimEnd().length > WIDTH) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  return `${before.trimEnd()}\n${lines.join('\n')}\n${/^ */.exec(before)[0]}${after.trimStart()}`;
}

/** A documentation comment of some lines, or nothing. */
export function comment(indent, lines) {
  const said = lines.filter((line) => line !== '').flatMap((line) => broken(line, WIDTH - indent.length - 3));
  if (said.length === 0) return [];
  if (said.length === 1 && said[0].length + indent.length + 8 <= WIDTH) return [`${indent}/** ${said[0]} */`];
  return [`${indent}/**`, ...said.map((line) => `${indent} * ${line}`), `${indent} */`];
}

function broken(text, width) {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
