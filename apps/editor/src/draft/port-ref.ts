/** `node.port` in its two parts. */
export function splitPortRef(ref: string): { node: string; port: string } {
  return { node: nodeOf(ref), port: portOf(ref) };
}

export function nodeOf(ref: string): string {
  return ref.slice(0, ref.indexOf('.'));
}

export function portOf(ref: string): string {
  return ref.slice(ref.indexOf('.') + 1);
}
