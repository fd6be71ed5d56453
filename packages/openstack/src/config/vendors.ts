/** A cloud's name in the place where openstacksdk has its list of vendors, and where it signs in. Regions are the catalog's to tell. Source: the providers' documents. */
const ADDRESSES: Readonly<Record<string, string>> = {
  auro: 'https://api.van2.auro.io:5000/v3',
  catalyst: 'https://api.cloud.catalyst.net.nz:5000/v3',
  citycloud: 'https://{region_name}.citycloud.com:5000/v3/',
  elastx: 'https://ops.elastx.cloud:5000/v3',
  fuga: 'https://identity.api.fuga.io:5000',
  otc: 'https://iam.{region_name}.otc.t-systems.com/v3',
  ovh: 'https://auth.cloud.ovh.net/',
  'ovh-us': 'https://auth.cloud.ovh.us/',
  rackspace: 'https://identity.api.rackspacecloud.com/v2.0/',
  switchengines: 'https://keystone.cloud.switch.ch:5000/v3',
  zetta: 'https://identity.api.zetta.io/v3',
};

/** As a profile of clouds-public.yaml would say it. */
export const vendorOf = (name: string): Readonly<Record<string, unknown>> | undefined =>
  Object.hasOwn(ADDRESSES, name) ? { auth: { auth_url: ADDRESSES[name] } } : undefined;
