/**
 * `FROM any TO tag "role" = "web" ALLOW tcp PORT 80`. The server stores a text of its own making: do not compare.
 * Source: sdc-cloudapi docs "ListFirewallRules"; lib/firewalls.js.
 */
export interface FirewallRuleWire {
  readonly id: string;
  readonly rule: string;
  readonly enabled: boolean;
  readonly log?: boolean;
  /** The operator's: it cannot be changed. */
  readonly global?: boolean;
  /** At most 255 characters. Source: sdc-fwrule lib/validators.js validateString(). */
  readonly description?: string;
}

export interface FirewallRuleFields {
  readonly rule: string;
  /** Default false. */
  readonly enabled?: boolean | undefined;
  readonly log?: boolean | undefined;
  readonly description?: string | undefined;
}
