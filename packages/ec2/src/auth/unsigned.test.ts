import { describe, expect, it } from 'vitest';
import { endpointOf, S3Endpoint } from '../endpoints.ts';
import { FakeClock } from '../testing/fake-connection.ts';
import { Unsigned } from './unsigned.ts';

describe('an anonymous profile', () => {
  const auth = new Unsigned({ clock: new FakeClock(), s3: new S3Endpoint('http://s3.example', undefined), ec2: endpointOf('http://ec2.example') });

  it('asks without signatures, of its own endpoints alone', async () => {
    const get = { method: 'GET', origin: 'http://s3.example', target: '/b/k', headers: {} };
    expect(await auth.authorize(get, {})).toEqual({ ...get, headers: { Host: 's3.example' } });
    const query = { method: 'POST', origin: 'http://ec2.example', target: '/', headers: {} };
    expect((await auth.authorize(query, {})).headers).toEqual({ Host: 'ec2.example' });
    await expect(auth.authorize({ ...get, origin: 'http://elsewhere.example' }, {})).rejects.toMatchObject({ code: 'protocol' });
  });

  it('has nothing to sign with for others', async () => {
    await expect(auth.presign()).rejects.toMatchObject({ code: 'unsupported' });
    await expect(auth.signPolicy()).rejects.toMatchObject({ code: 'unsupported' });
  });
});
