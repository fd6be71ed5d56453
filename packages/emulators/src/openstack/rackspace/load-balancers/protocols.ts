export const ALGORITHMS = ['LEAST_CONNECTIONS', 'RANDOM', 'ROUND_ROBIN', 'WEIGHTED_LEAST_CONNECTIONS', 'WEIGHTED_ROUND_ROBIN'] as const;

/** With their own ports; 0: a create must say one. */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  DNS_TCP: 53,
  DNS_UDP: 53,
  FTP: 21,
  HTTP: 80,
  HTTPS: 443,
  IMAPS: 993,
  IMAPv4: 143,
  LDAP: 389,
  LDAPS: 636,
  MYSQL: 3306,
  POP3: 110,
  POP3S: 995,
  SFTP: 22,
  SMTP: 25,
  TCP: 0,
  TCP_CLIENT_FIRST: 0,
  TCP_STREAM: 0,
  UDP: 0,
  UDP_STREAM: 0,
};

/** They have neither monitors, nor TLS, nor logs. */
export const isDatagram = (protocol: string): boolean => /UDP/.test(protocol);
