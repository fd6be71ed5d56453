// What Keystone v3 sends. Source: identity api-ref v3. Any member may be missing.

export interface UserWire {
  readonly id: string;
  readonly name: string;
  readonly domain_id?: string;
  readonly default_project_id?: string | null;
  readonly description?: string;
  readonly email?: string;
  readonly enabled?: boolean;
  readonly password_expires_at?: string | null;
}

export interface UserFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly email?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly default_project_id?: string | undefined;
}

export interface ProjectWire {
  readonly id: string;
  readonly name: string;
  readonly domain_id?: string;
  readonly parent_id?: string | null;
  readonly description?: string;
  readonly enabled?: boolean;
  readonly is_domain?: boolean;
  readonly tags?: readonly string[];
}

export interface ProjectFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
}

export interface DomainWire {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly enabled?: boolean;
}

export interface GroupWire {
  readonly id: string;
  readonly name: string;
  readonly domain_id?: string;
  readonly description?: string;
}

export interface RoleWire {
  readonly id: string;
  readonly name: string;
  readonly domain_id?: string | null;
  readonly description?: string | null;
}

export interface RegionWire {
  /** The name that catalogs have. */
  readonly id: string;
  readonly description?: string;
  readonly parent_region_id?: string | null;
}

export interface ServiceWire {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly description?: string;
  readonly enabled?: boolean;
}

export interface EndpointWire {
  readonly id: string;
  readonly service_id: string;
  readonly interface: 'public' | 'internal' | 'admin';
  readonly url: string;
  readonly region_id?: string | null;
  readonly enabled?: boolean;
}

/** One user works in the name of another. Source: identity api-ref v3-ext "OS-TRUST". */
export interface TrustWire {
  readonly id: string;
  readonly trustor_user_id: string;
  readonly trustee_user_id: string;
  readonly project_id?: string | null;
  readonly impersonation?: boolean;
  readonly expires_at?: string | null;
  readonly remaining_uses?: number | null;
  readonly roles?: readonly { readonly id: string; readonly name: string }[];
}

export interface CreateTrustFields {
  readonly trustor_user_id: string;
  readonly trustee_user_id: string;
  readonly project_id?: string | undefined;
  /** Whether the trustee's tokens say the trustor's name. */
  readonly impersonation: boolean;
  readonly roles: readonly ({ readonly id: string } | { readonly name: string })[];
  readonly expires_at?: string | undefined;
  readonly remaining_uses?: number | undefined;
  readonly allow_redelegation?: boolean | undefined;
}

/** What a user signs in with besides a password. `blob` is the secret itself: for `totp` base32, for `ec2` and `cert` JSON. */
export interface CredentialWire {
  readonly id: string;
  readonly type: string;
  readonly user_id: string;
  readonly project_id?: string | null;
  readonly blob: string;
}

export interface CredentialFields {
  readonly type?: string | undefined;
  readonly user_id?: string | undefined;
  readonly project_id?: string | undefined;
  readonly blob?: string | undefined;
}

export interface RoleAssignmentWire {
  readonly role: { readonly id: string; readonly name?: string };
  readonly user?: { readonly id: string; readonly name?: string };
  readonly group?: { readonly id: string; readonly name?: string };
  readonly scope: {
    readonly project?: { readonly id: string; readonly name?: string };
    readonly domain?: { readonly id: string };
    readonly system?: { readonly all: true };
  };
}

/** A token as Keystone shows it to those who ask about it. */
export interface TokenWire {
  readonly methods?: readonly string[];
  readonly user?: { readonly id: string; readonly name?: string; readonly domain?: { readonly id: string; readonly name?: string } };
  readonly project?: { readonly id: string; readonly name?: string };
  readonly roles?: readonly { readonly id: string; readonly name: string }[];
  readonly issued_at?: string;
  readonly expires_at?: string;
  readonly audit_ids?: readonly string[];
  readonly catalog?: readonly unknown[];
}
