import type { QueryService } from '../service.ts';
import { policyActions } from './policy-actions.ts';
import { roleActions } from './role-actions.ts';
import type { IamStore } from './store.ts';
import { userActions } from './user-actions.ts';

/** IAM, called Euare at Eucalyptus. Policies are kept and not enforced; keys made here open all services. */
export const identityAndAccess = (store: IamStore): QueryService => ({
  scope: 'iam',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  eucalyptusPath: 'Euare',
  actions: { ...userActions(store), ...roleActions(store), ...policyActions(store) },
});
