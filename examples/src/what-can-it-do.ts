import { type Cloud, supports } from 'portolan';

/** Capabilities are data: ask before you rely on something, or let the call answer `unsupported`. */
export async function example(cloud: Cloud): Promise<string> {
  const wishes = ['compute.servers.resize', 'compute.volumes', 'storage.objects.presignGet', 'storage.objects.multipart'];
  const answers = wishes.map((path) => `${path}: ${supports(cloud.capabilities, path) ? 'yes' : 'no'}`);
  return answers.join(', ');
}
