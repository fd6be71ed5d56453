import { survives } from '../survive.ts';

survives('rackspace');
