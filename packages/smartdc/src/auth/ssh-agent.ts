import { connect } from 'node:net';
import { CloudError } from '@portolan/core/driver';
import { type Fingerprint, fingerprintsOf, isOf } from './fingerprint.ts';
import { refused, type SigningKey } from './signing-key.ts';
import { SshReader, sshString, sshUint32 } from './ssh-wire.ts';

// The agent's protocol: a frame is a length, a type and what belongs to it. Source: draft-miller-ssh-agent.
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
/** Sign with SHA-256 where an RSA key would use SHA-1. Agents from before 2017 do not know it. */
const RSA_SHA2_256 = 2;

const TIMEOUT_MS = 30_000; // Some agents ask their owner first.
const MAX_FRAME_BYTES = 256 * 1024;

/** The key of this fingerprint among those an agent holds, or undefined. Signs there: the private half is never seen. */
export async function agentKey(socketPath: string, wanted: Fingerprint): Promise<SigningKey | undefined> {
  for (const blob of await identities(socketPath)) {
    const fingerprints = fingerprintsOf(blob);
    if (!isOf(wanted, fingerprints)) continue;
    const where = `the key ${fingerprints.md5} of the ssh-agent`;
    const kind = new SshReader(blob).string()?.toString('latin1') ?? '';
    assertKind(kind, where);
    // What comes back tells what the agent can do.
    const { name } = await sign(socketPath, blob, 'which algorithm?', kind);
    const algorithm = ALGORITHMS[name];
    if (algorithm === undefined) throw refused(where, `signs as ${name}`);
    return {
      ...fingerprints,
      algorithm,
      sign: async (text) => {
        const signature = await sign(socketPath, blob, text, kind);
        if (signature.name !== name) throw broken(`it signed as ${signature.name}, and before as ${name}`);
        return signature.bytes;
      },
    };
  }
  return undefined;
}

/** Name inside of a signature to the name on the wire, which must tell the hash that was used. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'rsa-sha2-256': 'rsa-sha256',
  'rsa-sha2-512': 'rsa-sha512',
  'ssh-rsa': 'rsa-sha1',
  'ssh-ed25519': 'ed25519-sha512',
  'ecdsa-sha2-nistp256': 'ecdsa-sha256',
  'ecdsa-sha2-nistp521': 'ecdsa-sha512',
};

function assertKind(kind: string, where: string): void {
  if (kind === 'ecdsa-sha2-nistp384') throw refused(where, 'is an ECDSA P-384 key, which CloudAPI and Manta cannot verify');
  if (kind === 'ssh-dss') throw refused(where, 'is a DSA key, which is obsolete and refused here');
  if (kind.startsWith('sk-')) throw refused(where, 'is a FIDO key, whose signatures hold more than the services expect');
  if (kind !== 'ssh-rsa' && ALGORITHMS[kind] === undefined) throw refused(where, `is a key of the kind ${kind}`);
}

async function identities(socketPath: string): Promise<readonly Buffer[]> {
  const answer = await ask(socketPath, Buffer.from([REQUEST_IDENTITIES]), IDENTITIES_ANSWER);
  const reader = new SshReader(answer);
  const blobs: Buffer[] = [];
  for (let left = reader.uint32() ?? 0; left > 0; left -= 1) {
    const blob = reader.string();
    if (blob === undefined || reader.string() === undefined) throw broken('its list of keys ends too early');
    blobs.push(blob);
  }
  return blobs;
}

interface AgentSignature {
  readonly name: string;
  readonly bytes: Buffer;
}

async function sign(socketPath: string, blob: Buffer, text: string, kind: string): Promise<AgentSignature> {
  const flags = sshUint32(kind === 'ssh-rsa' ? RSA_SHA2_256 : 0);
  const request = Buffer.concat([Buffer.from([SIGN_REQUEST]), sshString(blob), sshString(Buffer.from(text, 'utf8')), flags]);
  const signature = new SshReader(await ask(socketPath, request, SIGN_RESPONSE)).string();
  const reader = new SshReader(signature ?? Buffer.alloc(0));
  const [name, bytes] = [reader.string()?.toString('latin1'), reader.string()];
  if (name === undefined || bytes === undefined) throw broken('its signature ends too early');
  return { name, bytes: kind.startsWith('ecdsa-') ? derOf(bytes) : bytes };
}

/** SSH writes an ECDSA signature as two numbers, the services read DER. Both have the numbers signed, with a zero in front where need be. */
function derOf(bytes: Buffer): Buffer {
  const reader = new SshReader(bytes);
  const numbers = [reader.string(), reader.string()].map((number) => {
    if (number === undefined) throw broken('its signature ends too early');
    return Buffer.concat([Buffer.from([0x02, number.byteLength]), number]);
  });
  const body = Buffer.concat(numbers);
  return Buffer.concat([body.byteLength < 0x80 ? Buffer.from([0x30, body.byteLength]) : Buffer.from([0x30, 0x81, body.byteLength]), body]);
}

/** One question on a connection of its own: agents forwarded or restarted leave nothing to mend. */
function ask(socketPath: string, request: Buffer, expected: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const chunks: Buffer[] = [];
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(TIMEOUT_MS, () => fail(broken(`it said nothing for ${TIMEOUT_MS / 1000} s`)));
    socket.once('error', (error) => fail(broken(error.message, error)));
    socket.once('close', () => reject(broken('it closed the connection')));
    socket.once('connect', () => socket.write(sshString(request)));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const frame = Buffer.concat(chunks);
      if (frame.byteLength < 4) return;
      const length = frame.readUInt32BE(0);
      if (length < 1 || length > MAX_FRAME_BYTES) {
        fail(broken('its answer is none'));
        return;
      }
      if (frame.byteLength < 4 + length) return;
      if (frame[4] !== expected) {
        fail(broken('it refused: the key may be locked, or its owner said no'));
        return;
      }
      resolve(frame.subarray(5, 4 + length));
      socket.destroy();
    });
  });
}

function broken(why: string, cause?: Error): CloudError {
  return new CloudError('unauthenticated', `the ssh-agent cannot be used: ${why}`, {
    outcome: 'not-done',
    remedy: 'check the agent (ssh-add -l), or set keyFile or privateKey',
    cause,
  });
}
