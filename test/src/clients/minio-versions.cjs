// Drives versions, locks and forms of S3 with MinIO's client: node minio-versions.cjs HOST PORT ID SECRET REGION. Prints one JSON object.
const minio = require('minio');

const [endPoint, port, accessKey, secretKey, region] = process.argv.slice(2);
const client = new minio.Client({ endPoint, port: Number(port), useSSL: false, accessKey, secretKey, region });
const seen = {};

const text = async (stream) => {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
};

async function main() {
  await client.makeBucket('minio-kept', region, { ObjectLocking: true });
  seen.versioning = (await client.getBucketVersioning('minio-kept')).Status;
  const first = await client.putObject('minio-kept', 'k', 'one');
  await client.putObject('minio-kept', 'k', 'two');
  seen.old = await text(await client.getObject('minio-kept', 'k', { versionId: first.versionId }));
  await client.setObjectTagging('minio-kept', 'k', { a: 'b' });
  seen.tags = (await client.getObjectTagging('minio-kept', 'k')).flat();
  const retainUntilDate = new Date(Date.now() + 86_400_000).toISOString();
  await client.putObjectRetention('minio-kept', 'k', { mode: 'GOVERNANCE', retainUntilDate, versionId: first.versionId });
  seen.retention = (await client.getObjectRetention('minio-kept', 'k', { versionId: first.versionId })).mode;
  seen.refused = await client.removeObject('minio-kept', 'k', { versionId: first.versionId }).then(
    () => 'not refused',
    (error) => error.code,
  );
  await client.makeBucket('minio-forms', region);
  const policy = client.newPostPolicy();
  policy.setBucket('minio-forms');
  policy.setKey('form');
  policy.setExpires(new Date(Date.now() + 60_000));
  const { formData, postURL } = await client.presignedPostPolicy(policy);
  const form = new FormData();
  for (const [name, value] of Object.entries(formData)) form.set(name, value);
  form.set('file', new Blob(['by form']), 'f.txt');
  const posted = await fetch(postURL, { method: 'POST', body: form });
  seen.posted = [posted.status, await text(await client.getObject('minio-forms', 'form'))];
  const Rule = [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } }];
  await client.setBucketLifecycle('minio-forms', { Rule });
  const lifecycle = await client.getBucketLifecycle('minio-forms');
  seen.lifecycle = [lifecycle.Rule].flat()[0].ID;
  console.log(JSON.stringify(seen));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
