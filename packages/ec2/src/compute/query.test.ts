import { describe, expect, it } from 'vitest';
import { assertNoReservedTags, filters, gibOf, indexed, literally, pageSize, tagList } from './query.ts';

describe('parameters', () => {
  it('counts lists from 1 and says nothing of empty ones', () => {
    expect(indexed('InstanceId', ['a', 'b'])).toEqual({ 'InstanceId.1': 'a', 'InstanceId.2': 'b' });
    expect(indexed('InstanceId', [])).toEqual({});
    expect(tagList('Tag', { Name: 'web', b: '' })).toEqual({ 'Tag.1.Key': 'Name', 'Tag.1.Value': 'web', 'Tag.2.Key': 'b', 'Tag.2.Value': '' });
  });

  it('numbers the filters that are there', () => {
    expect(filters([undefined, { name: 'tag:Name', values: [literally('we*b?\\')] }, { name: 'x', values: ['1', '2'] }])).toEqual({
      'Filter.1.Name': 'tag:Name',
      'Filter.1.Value.1': 'we\\*b\\?\\\\',
      'Filter.2.Name': 'x',
      'Filter.2.Value.1': '1',
      'Filter.2.Value.2': '2',
    });
  });

  it('cuts pages to what EC2 takes, and rounds sizes up', () => {
    expect([pageSize(1, 1000), pageSize(5000, 1000), pageSize(undefined, 1000), pageSize(20, 1000)]).toEqual([5, 1000, 1000, 20]);
    expect([gibOf(1), gibOf(1024), gibOf(1025)]).toEqual([1, 1, 2]);
  });

  it.each(['Name', 'aws:x', 'euca:x'])('refuses the tag %s', (name) => {
    expect(() => assertNoReservedTags({ [name]: 'x' })).toThrow(/tags\./);
  });
});
