import { type IdRef, idPath } from '../refs.ts';

export const groupPath = (group: IdRef): string => `/groups${idPath(group, 'scaling group')}`;
export const policiesPath = (group: IdRef): string => `${groupPath(group)}/policies`;
export const policyPath = (group: IdRef, policy: IdRef): string => `${policiesPath(group)}${idPath(policy, 'policy')}`;
