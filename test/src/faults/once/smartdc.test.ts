import { onlyOnce } from '../once.ts';

onlyOnce('smartdc');
