import type { XmlNode } from '@portolan/core/driver';

/**
 * A VM as the engine sends it: `<vm id="…"><name>…`, `status`, `comment`, `creation_time`, `start_time`, `stop_time`, `initialization`,
 * references `cluster`, `template`, `original_template`, `instance_type`, and, followed, `reported_devices`. Source: the API model, type Vm.
 * A time or reference that there is not is absent; so is the status when the engine's own has no wire value (illegal images).
 */
export type VmWire = XmlNode;

/** Source: the API model, enum VmStatus. */
export type VmStatus =
  | 'unassigned'
  | 'down'
  | 'up'
  | 'powering_up'
  | 'paused'
  | 'migrating'
  | 'unknown'
  | 'not_responding'
  | 'wait_for_launch'
  | 'reboot_in_progress'
  | 'saving_state'
  | 'restoring_state'
  | 'suspended'
  | 'image_locked'
  | 'powering_down';
