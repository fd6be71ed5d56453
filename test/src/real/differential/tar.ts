/** A ustar archive: what `tar` reads, without the help of one. */
export function tarOf(files: readonly { readonly name: string; readonly body: string }[]): Buffer {
  const blocks = files.flatMap(({ name, body }) => {
    const content = Buffer.from(body);
    const head = Buffer.alloc(512);
    const folder = name.endsWith('/');
    head.write(name, 0, 100, 'utf8');
    head.write('0000644\0', 100);
    head.write('0000000\0', 108);
    head.write('0000000\0', 116);
    head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    head.write('14000000000\0', 136);
    head.write(' '.repeat(8), 148);
    head.write(folder ? '5' : '0', 156);
    head.write('ustar\u000000', 257);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [head, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
