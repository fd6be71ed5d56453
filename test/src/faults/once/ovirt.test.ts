import { onlyOnce } from '../once.ts';

onlyOnce('ovirt');
