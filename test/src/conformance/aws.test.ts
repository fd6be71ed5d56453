import { awsHarness } from '../harness/ec2.ts';
import { conformance } from './register.ts';

conformance('aws', awsHarness);
