import type { OpenstackSettings } from './settings.ts';

export const userAgent = ({ userAgent: own, dialect }: Pick<OpenstackSettings, 'userAgent' | 'dialect'>): string =>
  `${own === undefined ? '' : `${own} `}portolan/0.1.0 ${dialect.provider}`;
