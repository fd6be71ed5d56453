// Made with npm http-signature 1.4.0 and 0.9 and with smartdc-auth, over throw-away keys; each checked with Node's crypto.verify as well.

/** The Date of every vector; verification needs a clock that stands here. */
export const VECTOR_DATE = 'Thu, 05 Jan 2017 21:31:40 GMT';
export const VECTOR_TARGET = '/demo/machines?limit=1000&offset=0';

export interface VectorKey {
  readonly openssh: string;
  readonly fingerprint: string;
}

export const VECTOR_KEYS: Readonly<Record<'rsa' | 'ed25519' | 'ecdsa', VectorKey>> = {
  rsa: {
    openssh:
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCXmHtQOedYHCXbMFVruCG4PAYm3ki4ENZ1oG1hZWOowdBSBEBg5cu8dQT3Bvq4rQZXRhu/J+JUCHIUauqPrVHx3jEY5TShPeUB368elI5QVeXxZPIqVVxvppl/X8/aiKk0BuzJJpiu6kWm5CFIdqsxQrod+qQOkJKvF1ctCsXKvQltW1934IkEBT90zVcWVQXadSP4VrLzXTfC6KE9P8p+Yt+f+vE0ddZYAatYgenV0XZaF1fbYpgj17aLruft8i0XtMigT9ylx9M8AXKE6in+xC2MFPCNSugD2JIVurMgXWRlUFfZYB5OzbZ6ppSe5g58M08oa8stmhrh02MWIjGB vec-rsa',
    fingerprint: 'b3:3f:13:a0:d8:28:c1:1e:d1:ff:e5:ce:0a:02:d1:96',
  },
  ed25519: {
    openssh: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINYeLF+sGCsLoUdA+CaNOYmojAh7OUaWsjyiapQ5x+r5 vec-ed',
    fingerprint: 'aa:03:20:f8:be:63:ba:de:cd:49:2c:59:1b:3e:47:22',
  },
  ecdsa: {
    openssh:
      'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGaxXJsVCtwJMQkSD1vvsGsGaGY76shuAZAYFYN1EjJ7KBvZUhu3o1tvV9ylEMnBAXzMvnjjrKHoINmqoXK9eLg= vec-ec',
    fingerprint: '84:52:87:9c:d5:3e:46:17:eb:3f:01:cf:66:a5:0a:f7',
  },
};

export interface SignatureVector {
  readonly name: string;
  readonly key: keyof typeof VECTOR_KEYS;
  readonly legacy: boolean;
  readonly signingString: string;
  readonly authorization: string;
}

export const SIGNATURE_VECTORS: readonly SignatureVector[] = [
  {
    name: 'modern, headers omitted, RSA, named key',
    key: 'rsa',
    legacy: false,
    signingString: 'date: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/id_rsa",algorithm="rsa-sha256",signature="bkN6kFHK6KAaQetGJ3ndcZcxkjUzagKJkch6RR/bi3cSCBFTwLktJQKCzYj/2SurDPDeM4z+5/EBexUlcHQTi/tPbwFIvZYiXNkzVHvxxIGO1fU0BaUchs6si1U7QnX0kAU3YitDqBB+fsJ0H0ejwOTayegU+1YQlXWrf5otPZw3C0FW0Yv73UEzerQLwceW60lTBOrPOsu/28J4/AF7mznZmgW9rzrtJZLb3sLpUbgzZbS5eOOZxReJ7kZjpNH9ZUzwe8F24LBLOFcAfazW27YUZWbu76GJ2CZuAaitba1KIlLcxhTNodLE8onbjcDr/dudtzIbcZSMwFaLKfTeHA=="',
  },
  {
    name: 'modern as triton sends, RSA',
    key: 'rsa',
    legacy: false,
    signingString: '(request-target): get /demo/machines?limit=1000&offset=0\ndate: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/b3:3f:13:a0:d8:28:c1:1e:d1:ff:e5:ce:0a:02:d1:96",algorithm="rsa-sha256",headers="(request-target) date",signature="d2hVFZZ9ww62fBkrFxNeFCb5IwGDI2ZwWDEI6PDqcp7RzJ7TFE+6mbbBXukZS91XS7ljwrTtVeUGebGrow6HavOi0e6/UJFr22kSmiNQoWTis5SyY0ecVHmS6k9BRpCeNG+NlWfiYcdMNpGQyH6UCgNzj/JAAfDWJtwhqDR/gbxCh+UIZSHv7ChRaADqsOfjF3a5hKXNgM5lMchNGYCMZ9t3CWOP7jbHQdfztwxdINiNGzdk39wJxctHNMAfL1yLG4ij6LKP0YBbUEiVTBKifoe4d9FyCuCoE6VsMDagxqI8IGTYS6mVSbzogDWt8cKOdr5cuUyavV7xcOmJ7eTqTA=="',
  },
  {
    name: 'modern as triton sends, Ed25519',
    key: 'ed25519',
    legacy: false,
    signingString: '(request-target): get /demo/machines?limit=1000&offset=0\ndate: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/aa:03:20:f8:be:63:ba:de:cd:49:2c:59:1b:3e:47:22",algorithm="ed25519-sha512",headers="(request-target) date",signature="wQTrrX4Cf73BL3b0o/e40eS7FJYBicDNx8iEjJjnlTYu3+GuYNHMpNoUD++Q4tF/bnQobVX/Ztp1pxP+6uujDg=="',
  },
  {
    name: 'legacy (py-smartdc, gosdc), RSA, named key',
    key: 'rsa',
    legacy: true,
    signingString: 'Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/id_rsa",algorithm="rsa-sha256" RcRxpocgp5Y0ioU3DIAd10+SlINi0t+jAhLa4WpRdk9Ht0Vl+6BPrrsyLHwM3S1G+LYiwKja3l7x1ZgBNYg5KLv9Grp9wPZeVRyiQ93C+DatPH4XkpZsL2MeLZRAboxmYr03Nrlv7Hi3XFIhrYOEM5wpEz4DPI/N7IggMg/KnRaG/tJ7yF0HiM4QI1JfP8d1PZspeEoTK/ZYmgcYUulQ70UVhjUdxADtMfjCY2C+L7vCza4XQzEiNaNE9lrRCPD04mqlxIqBiQ5kkjxnm0tns6reYtO4qLqPZ85TAQWUlMnxtv4P8Qad9lQTaKYgGYKRZ6of2ETxNsfCGzVD8lxjUA==',
  },
  {
    name: 'modern rsa-sha1 (old agents)',
    key: 'rsa',
    legacy: false,
    signingString: 'date: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/b3:3f:13:a0:d8:28:c1:1e:d1:ff:e5:ce:0a:02:d1:96",algorithm="rsa-sha1",headers="date",signature="P+SUCze9vK4p55LypzLy0xzx6khUtr+qEkEQr30RvRM/LJpbx6+WgGgvJqVPGl3N/47Z9EC2q32C30mG2jaKm61oRw3nS99tBsRISB3wvT8xvea5rt/n84ua8nkGvbWWau9synd0ok+Mfo617e0jRxD/ZzJY2hOTD4NintD3tHGOysJVyJwjT7eOft/rtbOlEMfDvvA9MrX+03rPmiSlDyQQjvL+dOAkB5NUrwA6H7ckbYIYY7m/lDEDMe+vuyjANDTABW5cvGuGTbad/z/KC6+TpYqGETeUhroKwrbw2N4grn3KmMNSBnvMEHt1L+5z8xbbMlRtKfL6kS3jMmD2RQ=="',
  },
  {
    name: 'modern, ECDSA P-256 (random: verify only)',
    key: 'ecdsa',
    legacy: false,
    signingString: '(request-target): get /demo/machines?limit=1000&offset=0\ndate: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/keys/84:52:87:9c:d5:3e:46:17:eb:3f:01:cf:66:a5:0a:f7",algorithm="ecdsa-sha256",headers="(request-target) date",signature="MEUCIGD+RsNBNzp8gf1UYfUN/fIFiFi1xpRRCqSGcXJprENtAiEA4kNi65/SYIgZNSD0ApqIZF3NRMgypVh650vUggdAZwE="',
  },
  {
    name: 'CloudAPI subuser',
    key: 'rsa',
    legacy: false,
    signingString: '(request-target): get /demo/machines?limit=1000&offset=0\ndate: Thu, 05 Jan 2017 21:31:40 GMT',
    authorization:
      'Signature keyId="/demo/users/bob/keys/b3:3f:13:a0:d8:28:c1:1e:d1:ff:e5:ce:0a:02:d1:96",algorithm="rsa-sha256",headers="(request-target) date",signature="d2hVFZZ9ww62fBkrFxNeFCb5IwGDI2ZwWDEI6PDqcp7RzJ7TFE+6mbbBXukZS91XS7ljwrTtVeUGebGrow6HavOi0e6/UJFr22kSmiNQoWTis5SyY0ecVHmS6k9BRpCeNG+NlWfiYcdMNpGQyH6UCgNzj/JAAfDWJtwhqDR/gbxCh+UIZSHv7ChRaADqsOfjF3a5hKXNgM5lMchNGYCMZ9t3CWOP7jbHQdfztwxdINiNGzdk39wJxctHNMAfL1yLG4ij6LKP0YBbUEiVTBKifoe4d9FyCuCoE6VsMDagxqI8IGTYS6mVSbzogDWt8cKOdr5cuUyavV7xcOmJ7eTqTA=="',
  },
];

export interface PresignedVector {
  readonly methods: string;
  readonly signingString: string;
  readonly target: string;
}

export const PRESIGNED_HOST = 'us-central.manta.example.test';

export const PRESIGNED_VECTORS: readonly PresignedVector[] = [
  {
    methods: 'GET',
    signingString:
      'GET\nus-central.manta.example.test\n/demo/stor/a%20b.png\nalgorithm=RSA-SHA256&expires=4102444800&keyId=%2Fdemo%2Fkeys%2Fb3%3A3f%3A13%3Aa0%3Ad8%3A28%3Ac1%3A1e%3Ad1%3Aff%3Ae5%3Ace%3A0a%3A02%3Ad1%3A96',
    target:
      '/demo/stor/a%20b.png?algorithm=RSA-SHA256&expires=4102444800&keyId=%2Fdemo%2Fkeys%2Fb3%3A3f%3A13%3Aa0%3Ad8%3A28%3Ac1%3A1e%3Ad1%3Aff%3Ae5%3Ace%3A0a%3A02%3Ad1%3A96&signature=RGJmZztZHbCbiZ48d7Z3mYFmgZ9hkWCu28AynRkRI%2Bapo2jCTpOzNvmJAJRFVPEKxPtsgzud2o4UA8Zw9NwfTOFzNMBY5dYdlLhyP9MzEm%2FY72zger9lunvtJUNazaGP83q8DYsQsTtDKkmEMglIlI6S8VpnBi4FvanLetJmI%2FHY9PgCAxSFnadkYsdh5r3nBdyX80r%2Fvwn1baZs5oMG1FSqucJ63WgFDH7ZIcmJeKOUyLePMasfzxIJljiKs8P05rd8vZvmj4Cznw5nQC%2FhKLhhVrKU3JMY4CF7XP8IdyNAqZpnhdIH6%2F5m66edRu183l5UT6uaJQlP2s2wSNbFYQ%3D%3D',
  },
  {
    methods: 'GET,PUT',
    signingString:
      'GET,PUT\nus-central.manta.example.test\n/demo/stor/a%20b.png\nalgorithm=RSA-SHA256&expires=4102444800&keyId=%2Fdemo%2Fkeys%2Fb3%3A3f%3A13%3Aa0%3Ad8%3A28%3Ac1%3A1e%3Ad1%3Aff%3Ae5%3Ace%3A0a%3A02%3Ad1%3A96&method=GET%2CPUT',
    target:
      '/demo/stor/a%20b.png?algorithm=RSA-SHA256&expires=4102444800&keyId=%2Fdemo%2Fkeys%2Fb3%3A3f%3A13%3Aa0%3Ad8%3A28%3Ac1%3A1e%3Ad1%3Aff%3Ae5%3Ace%3A0a%3A02%3Ad1%3A96&method=GET%2CPUT&signature=kS%2BnwJMf0fp3D96EF09mxFkuQLUQOm4GyMOSFae450hncPedy4Kp7yLHtBGMWdoMGUmfBry7sAn3JocCQZWW7aEdAvB3AY8QcxAu7JJg3jw9a1i0LESC%2FUNLnQpLSsKKEB8m7kabKkT7A%2F9mAygwx4h8J5Dtlrq%2BDVaDl7CDLqfvNLX0tYwVA%2FswzmHf4wfeDhOPUMMAOoa7Ptk76pVHQrO%2BbuV4YeYpc4MKo97VnLBqhz9s%2FEfTAxHVZvRNJA8kFptDQB5CDHvF63Z9wTiqCKz4MCrGaLBVqIIDVzXmjdXaXDdAPqGYD8dR4SSB7CanDQkh91eypv%2FcKiT7HHC2UQ%3D%3D',
  },
];
