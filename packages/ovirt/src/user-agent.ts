export const USER_AGENT: string = 'portolan/0.1.0 ovirt';
