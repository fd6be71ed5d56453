// Source: network api-ref v2 "Security groups", "Security group rules".

export interface SecurityGroupWire {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly created_at?: string;
  readonly security_group_rules?: readonly RuleWire[];
}

export interface RuleWire {
  readonly id?: string;
  readonly security_group_id?: string;
  readonly direction?: string;
  readonly ethertype?: 'IPv4' | 'IPv6';
  /** A name, a number as text, or null for all. */
  readonly protocol?: string | number | null;
  /** For ICMP these are type and code. */
  readonly port_range_min?: number | null;
  readonly port_range_max?: number | null;
  readonly remote_ip_prefix?: string | null;
  readonly remote_group_id?: string | null;
  readonly remote_address_group_id?: string | null;
}
