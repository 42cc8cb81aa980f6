import { readShape } from '@sluice/kernel';
import type { WorkflowDocument } from '@sluice/protocol';
import { sayProblem } from '../i18n/say-problem.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';

/** What a wire can break; that a node cannot fire yet is no reason to refuse one. */
const BROKEN_BY_WIRES = ['cycle_illegal', 'loop_body_entry', 'loop_body_escape', 'port_unknown'];

/** Why there can be no wire from one port to another, in the kernel's words; undefined when there can. */
export function connectionProblem(
  document: WorkflowDocument,
  catalog: NodeCatalog,
  wire: { readonly from: string; readonly to: string },
): string | undefined {
  const known = new Set(readShape(document, catalog).issues.map(({ code, message }) => `${code} ${message}`));
  const { issues } = readShape({ ...document, edges: [...document.edges, wire] }, catalog);
  const issue = issues.find(({ code, message }) => BROKEN_BY_WIRES.includes(code) && !known.has(`${code} ${message}`));
  return issue && sayProblem(issue.message);
}
