import { survives } from '../survive.ts';

survives('openstack');
