const PAGE_KEYS = 1000;
const pages = new Map<number, { readonly bodies: readonly Buffer[] }>();

/** The key at a place of a listing: of a length as keys have in real buckets. */
export const keyAt = (index: number): string =>
  `logs/2026/11/${String(1 + (index >> 16)).padStart(2, '0')}/host-${String(index >> 8).padStart(6, '0')}/part-${String(index).padStart(8, '0')}.json.gz`;

/** One page of ListObjectsV2, rendered once: the server must not be what is measured. */
export function listPage(count: number, page: number): Buffer {
  let listing = pages.get(count);
  if (listing === undefined) {
    listing = { bodies: Array.from({ length: Math.max(1, Math.ceil(count / PAGE_KEYS)) }, (_, number) => render(count, number)) };
    pages.set(count, listing);
  }
  return listing.bodies[page] ?? render(count, page);
}

function render(count: number, page: number): Buffer {
  const from = page * PAGE_KEYS;
  const to = Math.min(count, from + PAGE_KEYS);
  const more = to < count;
  let xml = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>list-${count}</Name><Prefix></Prefix><KeyCount>${to - from}</KeyCount><MaxKeys>${PAGE_KEYS}</MaxKeys><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>`;
  if (more) xml += `<NextContinuationToken>page-${page + 1}</NextContinuationToken>`;
  for (let index = from; index < to; index += 1) {
    xml += `<Contents><Key>${encodeURIComponent(keyAt(index)).replaceAll('%2F', '/')}</Key><LastModified>2026-11-21T10:${String(index % 60).padStart(2, '0')}:00.000Z</LastModified><ETag>&quot;9b2cf535f27731c974343645a3985328&quot;</ETag><Size>${4096 + index}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  }
  return Buffer.from(`${xml}</ListBucketResult>`);
}
