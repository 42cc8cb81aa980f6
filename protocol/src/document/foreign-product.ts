/** Whose workflow a value is, where it is one of another product that people bring along. */
export function foreignProduct(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length > 0 && value.every(isFlowNode) ? 'Node-RED' : undefined;
  if (!isObject(value) || !Array.isArray(value['nodes'])) return undefined;
  if (isObject(value['connections'])) return 'n8n';
  return Array.isArray(value['links']) ? 'ComfyUI' : undefined;
}

function isFlowNode(value: unknown): boolean {
  return isObject(value) && typeof value['type'] === 'string' && Array.isArray(value['wires']);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
