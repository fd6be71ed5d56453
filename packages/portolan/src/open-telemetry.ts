export { bridgeOpenTelemetry } from '@portolan/core';
