import { onlyOnce } from '../once.ts';

onlyOnce('eucalyptus');
