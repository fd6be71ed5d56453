/** Served by CloudAPI 9.20, newest last: the list `/--ping` prints. */
export const API_VERSIONS: readonly string[] = ['7.0.0', '7.1.0', '7.2.0', '7.3.0', '8.0.0', '9.0.0'];

type Triple = readonly [number, number, number];

const compare = (a: Triple, b: Triple): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

const triple = (version: string): Triple => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

/** The newest served version in a semver range (`~9||~8`, `~7.2`, `7`, `*`, `>=7.1 <8`); none when nothing fits. */
export function negotiateVersion(range: string, served: readonly string[] = API_VERSIONS): string | undefined {
  return served.toReversed().find((version) => range.split('||').some((part) => inRange(triple(version), part.trim())));
}

/** True when `version` is `boundary` or later. */
export const atLeast = (version: string, boundary: string): boolean => compare(triple(version), triple(boundary)) >= 0;

function inRange(version: Triple, part: string): boolean {
  return part
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => inComparator(version, word));
}

function inComparator(version: Triple, word: string): boolean {
  const match = /^(~>?|\^|>=|<=|>|<|=)?v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/i.exec(word);
  if (match === null) return false;
  const [, operator = '', ...given] = match;
  const parts = given.map((part) => (part === undefined || /[x*]/i.test(part) ? undefined : Number(part)));
  const [major, minor, patch] = parts;
  if (major === undefined) return true;
  const low: Triple = [major, minor ?? 0, patch ?? 0];
  switch (operator) {
    case '>=':
      return compare(version, low) >= 0;
    case '<':
      return compare(version, low) < 0;
    case '>':
      return compare(version, upper(low, minor, patch)) >= (patch === undefined ? 0 : 1);
    case '<=':
      return patch === undefined ? compare(version, upper(low, minor, patch)) < 0 : compare(version, low) <= 0;
    case '^':
      return compare(version, low) >= 0 && version[0] === major;
    case '~':
    case '~>':
      return compare(version, low) >= 0 && version[0] === major && (minor === undefined || version[1] === minor);
    default:
      return version[0] === major && (minor === undefined || version[1] === minor) && (patch === undefined || version[2] === patch);
  }
}

/** The first version past what `1`, `1.2` or `1.2.3` stands for. */
const upper = (low: Triple, minor: number | undefined, patch: number | undefined): Triple => {
  if (minor === undefined) return [low[0] + 1, 0, 0];
  return patch === undefined ? [low[0], low[1] + 1, 0] : low;
};
