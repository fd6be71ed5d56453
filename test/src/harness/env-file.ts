/** `export NAME='value'` lines, as the real servers' `up` scripts leave them. */
export function readEnvFile(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line.trim());
    if (match?.[1] !== undefined) pairs[match[1]] = (match[2] ?? '').replace(/^(['"])(.*)\1$/, '$2');
  }
  return pairs;
}
