import type { Answer } from '../answer.ts';
import { removeArchived } from './archived-versions.ts';
import { removeVersion } from './object-versions.ts';
import type { SwiftCall } from './swift-call.ts';
import type { Container } from './swift-store.ts';

/** `DELETE` of an object, as its container keeps versions or does not. */
export const removeObject = (call: SwiftCall, container: Container, name: string): Answer =>
  removeArchived(call, container, name) ?? removeVersion(call, container, name);
