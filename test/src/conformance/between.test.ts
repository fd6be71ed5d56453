import { awsHarness, eucalyptusHarness } from '../harness/ec2.ts';
import { memoryHarness } from '../harness/memory.ts';
import { openstackHarness } from '../harness/openstack.ts';
import { ovirtHarness } from '../harness/ovirt.ts';
import { smartdcHarness } from '../harness/smartdc.ts';
import { transfersBetween } from './register-between.ts';

transfersBetween({
  memory: memoryHarness,
  smartdc: smartdcHarness,
  ovirt: ovirtHarness,
  openstack: openstackHarness,
  eucalyptus: eucalyptusHarness,
  aws: awsHarness,
});
