import { survives } from '../survive.ts';

survives('eucalyptus');
