/** Cinder counts in whole GiB: asked for less, it makes the next larger. */
export const wholeGiB = (sizeMiB: number): number => Math.ceil(sizeMiB / 1024);

export const toMiB = (sizeGiB: number | null | undefined): number => (sizeGiB ?? 0) * 1024;
