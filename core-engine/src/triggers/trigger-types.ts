/** The node types whose triggers the engine serves, whatever their major version. */
export function isWebhook(type: string): boolean {
  return type.startsWith('core.webhook@');
}

export function isSchedule(type: string): boolean {
  return type.startsWith('core.schedule@');
}
