/** A place in the data of a node: `nodeId` gave it out, and `path` leads into the `json` of its first item. */
export interface DataPath {
  readonly nodeId: string;
  readonly path: readonly (string | number)[];
}

/** What a dragged field is in the clipboard of a drag: the JSON text of a `DataPath`. */
export const PATH_MEDIA_TYPE = 'application/x-sluice-path';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The source that reads a path from a value: `.customer["first name"][0]`. */
export function accessSource(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'string' && IDENTIFIER.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`))
    .join('');
}

/**
 * The expression that reads a field: of the current item when it came in from `nodeId`, one of `inputs`; else of what that node gave out.
 *
 * @param inputs the nodes whose output is this node's input
 */
export function toExpression({ nodeId, path }: DataPath, inputs: readonly string[]): string {
  const root = inputs.includes(nodeId) ? '$json' : `$node(${quoted(nodeId)}).json`;
  return `${root}${accessSource(path)}`;
}

/** Puts an expression into a parameter's text; a text that is not empty keeps its words around it. */
export function withExpression(text: string, expression: string, at: number = text.length): string {
  const braced = `{{ ${expression} }}`;
  return text === '' || text === '=' ? `=${braced}` : `${text.slice(0, at)}${braced}${text.slice(at)}`;
}

/** Reads what was dropped. Undefined for what is no path of ours. */
export function readDataPath(text: string): DataPath | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('nodeId' in value) || !('path' in value)) return undefined;
    const { nodeId, path } = value;
    const isPath = Array.isArray(path) && path.every((step) => typeof step === 'string' || Number.isSafeInteger(step));
    return typeof nodeId === 'string' && isPath ? { nodeId, path } : undefined;
  } catch {
    return undefined;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
