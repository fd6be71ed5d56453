import { onlyOnce } from '../once.ts';

onlyOnce('openstack');
