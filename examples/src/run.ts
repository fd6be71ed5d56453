import { connect } from 'portolan';

// node examples/dist/run.js boot-and-wait [profile]
const [name = '', profile] = process.argv.slice(2);
if (!/^(ovirt\/)?[a-z-]+$/.test(name))
  throw new Error(
    'which example? boot-and-wait, many-servers, store-and-read, copy-between-clouds, sync-a-folder, resume-a-transfer, handle-errors, what-can-it-do',
  );
const { example } = (await import(`./${name}.js`)) as typeof import('./boot-and-wait.ts');
await using cloud = await connect(profile);
console.log(await example(cloud));
