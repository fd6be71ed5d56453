import { onlyOnce } from '../once.ts';

onlyOnce('rackspace');
