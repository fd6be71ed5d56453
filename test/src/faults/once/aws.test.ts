import { onlyOnce } from '../once.ts';

onlyOnce('aws');
