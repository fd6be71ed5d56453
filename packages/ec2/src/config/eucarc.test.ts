import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEucarc } from './eucarc.ts';
import { parseIni } from './ini.ts';

const text = readFileSync(new URL('../fixtures/eucarc', import.meta.url), 'utf8');

describe('parseEucarc', () => {
  it('reads assignments, quotes and references, and runs nothing', () => {
    expect(Object.fromEntries(parseEucarc(text, '/home/me/.euca'))).toEqual({
      EUCA_KEY_DIR: '/home/me/.euca',
      EC2_URL: 'http://10.111.5.3:8773/services/compute',
      S3_URL: 'http://10.111.5.3:8773/services/objectstorage',
      AWS_ACCESS_KEY: 'AKIEUCA',
      AWS_SECRET_KEY: 'sec#ret$',
      EC2_PRIVATE_KEY: '/home/me/.euca/euca2-pk.pem',
    });
  });
});

describe('parseIni', () => {
  it('reads sections, nested blocks and values to the end of the line', () => {
    const ini = parseIni('; c\n[default]\r\nA = 1 # part of it\n[profile x]\ns3 =\n  addressing_style = path\n  endpoint_url=http://h\nregion=eu\n# [no]\n');
    expect(Object.fromEntries(ini.get('default') ?? [])).toEqual({ a: '1 # part of it' });
    expect(Object.fromEntries(ini.get('profile x') ?? [])).toEqual({ s3: '', 's3.addressing_style': 'path', 's3.endpoint_url': 'http://h', region: 'eu' });
  });
});
