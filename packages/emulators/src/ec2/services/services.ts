import { autoScaling } from './auto-scaling/auto-scaling.ts';
import { cloudFormation } from './cloud-formation/cloud-formation.ts';
import { cloudWatch } from './cloud-watch/cloud-watch.ts';
import { elasticLoadBalancing } from './elb/elb.ts';
import { identityAndAccess } from './iam/iam.ts';
import { IamStore } from './iam/store.ts';
import { identityId } from './identity-id.ts';
import type { QueryService, ServiceContext } from './service.ts';
import { securityTokens } from './sts/sts.ts';

/** Every query service beside EC2. */
export function queryServices(context: ServiceContext): readonly QueryService[] {
  const iam = new IamStore(context);
  return [
    elasticLoadBalancing(context),
    autoScaling(context),
    cloudWatch(context),
    cloudFormation(context),
    identityAndAccess(iam),
    securityTokens(context, {
      // In an account without roles any may be assumed: it takes no IAM to try roles.
      roleId: (name) => iam.roles.all.get(name)?.id ?? (iam.roles.all.size === 0 ? identityId('AROA') : undefined),
      owner: (accessKeyId) => {
        const user = [...iam.users.all.values()].find(({ keys }) => keys.has(accessKeyId));
        return user === undefined ? undefined : { arn: iam.arn('user', user.path, user.name), id: user.id };
      },
    }),
  ];
}
