import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { installPeers, peerVersion } from './peers.ts';
import { asMarkdown, type Section } from './report.ts';
import { scenarios } from './scenarios/index.ts';

const PAGE = fileURLToPath(new URL('../../../docs/performance.md', import.meta.url));
const PEERS = ['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/client-ec2', 'minio', 's3mini', 'files-sdk', 'pkgcloud', 'smartdc'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean' } } });
const wanted = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
if (wanted.length === 0) {
  console.error(`no such scenario; there are: ${scenarios.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
installPeers();
const sections: Section[] = [];
await using bench = await Bench.open(values.quick);
for (const scenario of wanted) {
  console.error(`bench: ${scenario.name} …`);
  await bench.renew();
  const section = await scenario.run(bench);
  sections.push(section);
  console.log(`${asMarkdown(section)}\n`);
}
// The page is of one whole run.
if (values.write ?? (positionals.length === 0 && !values.quick)) writeFileSync(PAGE, page(sections));

function page(all: readonly Section[]): string {
  const missed = all.flatMap(({ verdicts }) => verdicts).filter(({ met }) => !met).length;
  const total = all.flatMap(({ verdicts }) => verdicts).length;
  return `# Performance

Written by \`pnpm bench\`; ${total - missed} of ${total} targets met.${values.quick ? ' This was a quick run (`--quick`): fewer rounds, smaller sizes.' : ''} Each contender runs in a process of its own; the rounds of all are interleaved, so that ratios can be trusted
where times cannot; the server (another process) checks signatures and digests of everything it gets. Times are of this one machine:
${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.version}. Peers at their best settings: ${PEERS.map((name) => `${name} ${peerVersion(name)}`).join(', ')}.

${all.map(asMarkdown).join('\n\n')}
`;
}
