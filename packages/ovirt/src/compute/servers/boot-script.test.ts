import { describe, expect, it } from 'vitest';
import { customScript } from './boot-script.ts';

describe('customScript', () => {
  it('carries a script byte for byte to where cloud-init runs it once', () => {
    const script = '#!/bin/sh\necho "größer & <kleiner>": {a}\n';
    const yaml = customScript(script);
    expect(yaml).toMatch(/^write_files:\n- path: \/var\/lib\/cloud\/scripts\/per-instance\//);
    const content = /content: (\S+)\n$/.exec(yaml)?.[1] ?? '';
    expect(Buffer.from(content, 'base64').toString('utf8')).toBe(script);
  });

  it('hands on the YAML of cloud-init without the line that the engine writes', () => {
    expect(customScript('#cloud-config\npackages: [nginx]\n')).toBe('packages: [nginx]\n');
    expect(customScript('#cloud-config\r\nruncmd: []')).toBe('runcmd: []');
    expect(customScript('#cloud-config')).toBe('');
  });

  it.each(['echo hello', 'Content-Type: multipart/mixed', ' #!/bin/sh', '', '#include\nhttp://x'])('refuses %j, which the guest could not run', (script) => {
    expect(() => customScript(script)).toThrow(/neither with #! nor/);
  });
});
