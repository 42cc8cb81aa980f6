const NODE = /\$node\(\s*(['"])([A-Za-z_][\w-]*)\1/g;

/** The nodes that a source names by `$node('id')`, each once. For what has to be loaded; the compiler has the last word. */
export function nodesIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(NODE)].map(([, , id = '']) => id))];
}
