import { describe, expect, it } from 'vitest';
import { endpointOf, S3Endpoint } from './endpoints.ts';

describe('endpointOf', () => {
  it.each([
    ['https://ec2.eu-west-1.amazonaws.com', 'https://ec2.eu-west-1.amazonaws.com', 'ec2.eu-west-1.amazonaws.com', ''],
    ['http://10.111.5.3:8773/services/compute/', 'http://10.111.5.3:8773', '10.111.5.3:8773', '/services/compute'],
    ['https://cloud.example:443/x', 'https://cloud.example', 'cloud.example', '/x'],
    ['http://[::1]:8773', 'http://[::1]:8773', '[::1]:8773', ''],
  ])('reads %s', (url, origin, authority, path) => {
    expect(endpointOf(url)).toEqual({ origin, authority, path });
  });
});

describe('S3Endpoint', () => {
  const amazon = (): S3Endpoint => new S3Endpoint('https://s3.eu-west-1.amazonaws.com', undefined);

  it('puts buckets into the path everywhere but on Amazon', () => {
    const euca = new S3Endpoint('http://10.111.5.3:8773/services/objectstorage', undefined);
    expect(euca.address()).toEqual({ origin: 'http://10.111.5.3:8773', path: '/services/objectstorage/' });
    expect(euca.address('bkt')).toEqual({ origin: 'http://10.111.5.3:8773', path: '/services/objectstorage/bkt' });
    expect(euca.address('bkt', 'a b+c/é')).toEqual({ origin: 'http://10.111.5.3:8773', path: '/services/objectstorage/bkt/a%20b%2Bc/%C3%A9' });
    expect(amazon().address('bkt', 'a/b')).toEqual({ origin: 'https://bkt.s3.eu-west-1.amazonaws.com', path: '/a/b' });
    expect(amazon().address('bkt')).toEqual({ origin: 'https://bkt.s3.eu-west-1.amazonaws.com', path: '/' });
  });

  it.each(['with.dots', 'Upper', 'under_score', 'ab', '192.168.1.1', '-dash'])('does not make a host of the bucket %s', (bucket) => {
    expect(amazon().address(bucket, 'k')).toEqual({ origin: 'https://s3.eu-west-1.amazonaws.com', path: `/${bucket}/k` });
  });

  it('goes by pathStyle where it is given, as far as hosts allow', () => {
    expect(new S3Endpoint('https://s3.eu-west-1.amazonaws.com', true).address('bkt').origin).toBe('https://s3.eu-west-1.amazonaws.com');
    expect(new S3Endpoint('http://s3.cloud.example:8773', false).address('bkt').origin).toBe('http://bkt.s3.cloud.example:8773');
    expect(new S3Endpoint('http://10.0.0.1:9000', false).address('bkt').origin).toBe('http://10.0.0.1:9000');
    expect(new S3Endpoint('http://cloud.example/services/objectstorage', false).address('bkt').origin).toBe('http://cloud.example');
  });

  it.each(['..', '.', 'a//b', '/lead', '%2F', 'a/../b'])('keeps the key %s as it is', (key) => {
    const { path } = new S3Endpoint('http://h:1', undefined).address('b', key);
    expect(decodeURIComponent(path.slice('/b/'.length))).toBe(key);
    expect(path.split('/').length).toBe(key.split('/').length + 2);
  });

  it('knows the bucket of a request of its own', () => {
    const euca = new S3Endpoint('http://h:8773/services/objectstorage', undefined);
    expect(euca.bucketOf('http://h:8773', '/services/objectstorage/')).toBeUndefined();
    expect(euca.bucketOf('http://h:8773', '/services/objectstorage/b%C3%BC?x=/y')).toBe('bü');
    expect(euca.bucketOf('http://h:8773', '/services/objectstorage/b/k/l')).toBe('b');
    expect(amazon().bucketOf('https://bkt.s3.eu-west-1.amazonaws.com', '/k')).toBe('bkt');
  });

  it('moves a bucket to the region that was named, once, and nothing else', () => {
    const s3 = amazon();
    expect(s3.moveTo('bkt', 'us-west-2')).toBe(true);
    expect(s3.moveTo('bkt', 'us-west-2')).toBe(false);
    expect(s3.address('bkt').origin).toBe('https://bkt.s3.us-west-2.amazonaws.com');
    expect(s3.regionOf('bkt')).toBe('us-west-2');
    expect(s3.address('other').origin).toBe('https://other.s3.eu-west-1.amazonaws.com');
    expect(s3.allows('https://bkt.s3.us-west-2.amazonaws.com')).toBe(true);
    expect(s3.bucketOf('https://bkt.s3.us-west-2.amazonaws.com', '/')).toBe('bkt');
  });

  it('takes no host from an answer', () => {
    expect(amazon().moveTo('bkt', 'evil.example/')).toBe(false);
    expect(amazon().moveTo('bkt', 'x')).toBe(false);
    expect(new S3Endpoint('http://127.0.0.1:9000', undefined).moveTo('bkt', 'us-west-2')).toBe(false);
  });
});
