import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyPair {
  /** PEM text. */
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  readonly ca: KeyPair;
  /** For 127.0.0.1, signed by the authority. */
  readonly server: KeyPair;
  /** For another name, signed by the authority. */
  readonly otherName: KeyPair;
  /** For 127.0.0.1, signed by the authority, valid in the past. */
  readonly expired: KeyPair;
  /** For 127.0.0.1, signed by itself. */
  readonly selfSigned: KeyPair;
  /** Of a client, signed by the authority; the key is encrypted with `clientPassphrase`. */
  readonly client: KeyPair;
  readonly clientPassphrase: string;
}

/** Whether certificates can be made here. */
export const hasOpenssl: boolean = spawnSync('openssl', ['version']).status === 0;

/** Made for one run and kept nowhere. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-certificates-'));
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const newKey = (name: string): void => openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
  try {
    newKey('ca');
    openssl('req', '-x509', '-new', '-key', 'ca.key', '-subj', '/CN=Test Authority', '-days', '2', '-out', 'ca.crt');
    const signed = (name: string, subject: string, names: string | undefined, ...validity: string[]): KeyPair => {
      newKey(name);
      openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${subject}`, '-out', `${name}.csr`);
      writeFileSync(join(folder, `${name}.ext`), names === undefined ? 'extendedKeyUsage=clientAuth\n' : `subjectAltName=${names}\n`);
      writeFileSync(join(folder, 'index.txt'), '');
      writeFileSync(join(folder, 'serial'), '01\n');
      writeFileSync(
        join(folder, 'ca.cnf'),
        '[ca]\ndefault_ca=it\n[it]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n',
      );
      const dates = validity.length > 0 ? validity : ['-days', '2'];
      openssl(
        'ca',
        '-batch',
        '-config',
        'ca.cnf',
        '-cert',
        'ca.crt',
        '-keyfile',
        'ca.key',
        '-in',
        `${name}.csr`,
        '-out',
        `${name}.crt`,
        '-extfile',
        `${name}.ext`,
        '-notext',
        ...dates,
      );
      return { key: read(`${name}.key`), cert: read(`${name}.crt`) };
    };
    const server = signed('server', 'localhost', 'IP:127.0.0.1');
    const otherName = signed('other', 'other.example.com', 'DNS:other.example.com');
    const expired = signed('expired', 'localhost', 'IP:127.0.0.1', '-startdate', '20200101000000Z', '-enddate', '20200201000000Z');
    newKey('self');
    openssl('req', '-x509', '-new', '-key', 'self.key', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-out', 'self.crt');
    const plainClient = signed('client', 'a client', undefined);
    const clientPassphrase = 'open sesame';
    openssl('pkcs8', '-topk8', '-in', 'client.key', '-out', 'client.enc', '-passout', `pass:${clientPassphrase}`);
    return {
      ca: { key: read('ca.key'), cert: read('ca.crt') },
      server,
      otherName,
      expired,
      selfSigned: { key: read('self.key'), cert: read('self.crt') },
      client: { key: read('client.enc'), cert: plainClient.cert },
      clientPassphrase,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
