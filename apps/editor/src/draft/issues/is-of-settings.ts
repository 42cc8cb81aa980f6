import type { Issue } from '@sluice/protocol';

/** Whether it is about what holds for the whole workflow. */
export function isOfSettings({ pointer }: Issue): boolean {
  return pointer?.startsWith('/settings/') === true;
}
