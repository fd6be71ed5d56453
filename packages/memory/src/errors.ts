import { CloudError } from '@portolan/core/driver';

export const notFound = (what: string): CloudError => new CloudError('not-found', `no such ${what}`, { outcome: 'not-done' });

export const conflict = (said: string): CloudError => new CloudError('conflict', said, { outcome: 'not-done' });

export const preconditionFailed = (said: string, status?: number): CloudError => new CloudError('precondition-failed', said, { outcome: 'not-done', status });
