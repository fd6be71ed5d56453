import type { Cloud } from 'portolan';

/** A program's own event, in the engine's list. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const events = cloud.native.sdk.system().eventsService();
  const event = await events.add({ event: { origin: 'backup', severity: 'warning', customId: 42, description: 'backup took 3 hours' } });
  await events.eventService(event.id ?? '').remove();
  return `${event.origin} ${event.severity}: ${event.description}`;
}
