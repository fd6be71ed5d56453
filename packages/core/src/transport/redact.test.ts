import { describe, expect, it } from 'vitest';
import { redactedUrlOf, redactHeaders, redactUrl } from './redact.ts';

describe('redactHeaders', () => {
  it('shows what is known to be harmless, in any case, and hides everything else', () => {
    const headers = {
      'Content-Type': 'text/plain',
      ETAG: '"x"',
      Authorization: 'Basic eDp5',
      'X-Auth-Token': 't',
      cookie: 'c',
      'x-brand-new': 'v',
      'X-Amz-Security-Token': 's',
    };
    expect(redactHeaders(headers)).toEqual({
      'Content-Type': 'text/plain',
      ETAG: '"x"',
      Authorization: '***',
      'X-Auth-Token': '***',
      cookie: '***',
      'x-brand-new': '***',
      'X-Amz-Security-Token': '***',
    }); // prettier-ignore
  });
});

describe('redactUrl', () => {
  it.each([
    ['https://user:pa:ss@h/x', 'https://***@h/x'],
    ['https://us@er:pw@h/x@y', 'https://***@h/x@y'],
    ['https://h/a@b?x=1', 'https://h/a@b?x=1'],
    [
      '/k?X-Amz-Signature=s&X-Amz-Date=d&x-amz-credential=c&X-Amz-Security-Token=t',
      '/k?X-Amz-Signature=***&X-Amz-Date=d&x-amz-credential=***&X-Amz-Security-Token=***',
    ],
    ['/k?Signature=s&AWSAccessKeyId=a&Expires=1', '/k?Signature=***&AWSAccessKeyId=***&Expires=1'],
    ['/k?temp_url_sig=s&temp_url_expires=1', '/k?temp_url_sig=***&temp_url_expires=1'],
    ['/k?token=t&Password=p&adminPass=q&newPassword=r&api-key=k', '/k?token=***&Password=***&adminPass=***&newPassword=***&api-key=***'],
    ['/k?pass%77ord=p', '/k?pass%77ord=***'],
    ['/k?%zz=1&token=t', '/k?%zz=1&token=***'],
    ['/k?token=&marker=a%2Fb', '/k?token=&marker=a%2Fb'],
    ['/cb#access_token=t&state=1', '/cb#access_token=***&state=1'],
    ['/../a?x=1;token=t', '/../a?x=1;token=***'],
    ['/k?a=b=c&token=t=u', '/k?a=b=c&token=***'],
    ['/plain', '/plain'],
    ['', ''],
  ])('%j becomes %j', (url, shown) => {
    expect(redactUrl(url)).toBe(shown);
  });
});

describe('redactedUrlOf', () => {
  it('hides a target that is a secret itself, and shows others as urls are shown', () => {
    const request = { origin: 'https://h:54322', target: '/images/5d6e7f80?flush=n' };
    expect(redactedUrlOf({ ...request, secretTarget: true })).toBe('https://h:54322/***');
    expect(redactedUrlOf(request)).toBe('https://h:54322/images/5d6e7f80?flush=n');
  });
});
