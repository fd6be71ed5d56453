import type { CreateServerOptions, CreateServerSpec, Server } from '@portolan/core';
import type { CaseContext } from './case.ts';

export type WorkServerSpec = Partial<Omit<CreateServerSpec, 'image' | 'size'>>;

/** The image and size that test servers have. */
export async function shape(context: CaseContext): Promise<Pick<CreateServerSpec, 'image' | 'size'>> {
  const { compute } = context.cloud;
  const image = await compute.images.find({ name: context.harness.image });
  return { image, size: await compute.sizes.smallest({ ...context.harness.size, image }) };
}

/** A server of this case, deleted after it. */
export async function workServer(context: CaseContext, spec: WorkServerSpec = {}, options: CreateServerOptions = {}): Promise<Server> {
  const { cloud } = context;
  const server = await cloud.compute.servers.create({ name: context.name('srv'), ...(await shape(context)), ...spec }, options);
  context.cleanup(() => cloud.compute.servers.delete(server));
  return server;
}

/** How this back is waited for. */
export const waiting = ({ harness }: CaseContext): { timeoutMs: number; intervalMs?: number } => ({
  timeoutMs: harness.waitMs ?? 120_000,
  ...(harness.intervalMs === undefined ? {} : { intervalMs: harness.intervalMs }),
});

/** One that runs. */
export async function runningServer(context: CaseContext, spec: WorkServerSpec = {}): Promise<Server> {
  const server = await workServer(context, spec);
  return context.cloud.compute.servers.waitUntil(server, 'running', waiting(context));
}
