/** The services' different ways to write the same instant. */

/** Nova, Glance, Neutron: `2026-11-21T19:10:50Z`. */
export const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Cinder, Nova's `launched_at`, key pairs: `2026-11-21T19:13:02.000000`, UTC without saying so. */
export const isoNaive = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000000`;

/** Keystone v3: `2026-11-21T23:09:35.000000Z`. */
export const isoMicros = (ms: number): string => `${isoNaive(ms)}Z`;
