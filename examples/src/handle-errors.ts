import { type Cloud, isCloudError } from 'portolan';

/** The same fault has the same code on every cloud: programs decide on the code, people read the message. */
export async function example(cloud: Cloud): Promise<string> {
  try {
    await cloud.compute.servers.get('00000000-0000-4000-8000-000000000000');
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error;
    // Deleting what is not there is no error at all.
    await cloud.compute.servers.delete('00000000-0000-4000-8000-000000000000');
    return `${error.code}: ${error.message}`;
  }
  return 'it was there';
}
