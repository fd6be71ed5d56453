import { eucalyptusHarness } from '../harness/ec2.ts';
import { conformance } from './register.ts';

conformance('eucalyptus', eucalyptusHarness);
