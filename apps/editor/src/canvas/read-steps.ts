import { type DocumentNode, type Issue, isPinned, type NodeType, type WorkflowDocument } from '@sluice/protocol';
import type { ShownIssue } from '../draft/issues/shown-issues.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { type NodePorts, portsOf, type UsedPorts, usedPortsOf } from './node-ports.ts';

/** A node as it is drawn, apart from where. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly node: DocumentNode;
  /** Undefined for a stub: no installed module provides the type. */
  readonly type: NodeType | undefined;
  readonly ports: NodePorts;
  readonly issues: readonly ShownIssue[];
  /** Has data of its own for runs from the editor. */
  readonly isPinned: boolean;
}

/** What a node is called: the name that was given to it, else its type's title, else its id. */
export function nodeTitle(id: string, node: DocumentNode, type: NodeType | undefined): string {
  return node.name ?? type?.title ?? id;
}

export type Steps = ReadonlyMap<string, Step>;
const NO_ISSUES: readonly Issue[] = [];

/** The nodes of a document in its order. Those that are as they were in `previous` stay the same objects, so that only changed ones are drawn again. */
export function readSteps(document: WorkflowDocument, catalog: NodeCatalog, issues: readonly Issue[], previous?: Steps): Steps {
  const issuesOf = Map.groupBy(issues, (issue) => issue.nodeId);
  const used = usedPortsOf(document.edges);
  return new Map(
    Object.entries(document.nodes).map(([id, node]) => {
      const type = catalog.get(node.type);
      const step = {
        id,
        title: nodeTitle(id, node, type),
        node,
        type,
        issues: issuesOf.get(id) ?? NO_ISSUES,
        isPinned: isPinned(document, id),
      };
      const before = previous?.get(id);
      if (before !== undefined && isSame(before, step, used.get(id))) return [id, before];
      const hasSamePorts = before !== undefined && before.type === type && isAlike(before.node, node);
      const isKept = hasSamePorts && isDrawn(before.ports, used.get(id), { node: before.node, type });
      return [id, { ...step, ports: isKept ? before.ports : portsOf(node, type, used.get(id)) }];
    }),
  );
}

/** Whether two states of a node differ in nothing that its ports depend on. */
function isAlike(a: DocumentNode, b: DocumentNode): boolean {
  return a.params === b.params && a.onError === b.onError;
}

function isSame(before: Step, step: Omit<Step, 'ports'>, used: UsedPorts | undefined): boolean {
  return (
    before.node === step.node &&
    before.type === step.type &&
    before.isPinned === step.isPinned &&
    isDrawn(before.ports, used, before) &&
    before.issues.length === step.issues.length &&
    before.issues.every(
      (issue, index) => issue.code === step.issues[index]?.code && issue.message === step.issues[index]?.message,
    )
  );
}

/** For which wires ports were found to be right, so that nobody asks again before there are others. */
const drawnFor = new WeakMap<NodePorts, UsedPorts>();

/** Whether the ports that are drawn are those of the type and of the wires, and no others. */
function isDrawn(ports: NodePorts, used: UsedPorts | undefined, { node, type }: Pick<Step, 'node' | 'type'>): boolean {
  if (used !== undefined && drawnFor.get(ports) === used) return true;
  const isSubset = (names: ReadonlySet<string> | undefined, drawn: NodePorts['inputs']) =>
    [...(names ?? [])].every((name) => drawn.some((port) => port.name === name));
  if (!isSubset(used?.inputs, ports.inputs) || !isSubset(used?.outputs, ports.outputs)) return false;
  const now = portsOf(node, type, used);
  const isDrawn = now.inputs.length === ports.inputs.length && now.outputs.length === ports.outputs.length;
  if (isDrawn && used !== undefined) drawnFor.set(ports, used);
  return isDrawn;
}
