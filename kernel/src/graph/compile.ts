import { canonicalize, type DocumentNode, type Issue, type Json, SluiceError, type WorkflowDocument } from '@sluice/protocol';
import { checkReach } from './check-reach.ts';
import { checkReferences } from './check-references.ts';
import { checkShape } from './check-shape.ts';
import { createGraph } from './create-graph.ts';
import { createIssue, pointerTo } from './create-issue.ts';
import { createPlan, type NodeParts } from './create-plan.ts';
import type { GraphNode } from './graph.ts';
import { isTemplate, parseTemplate } from './parse-template.ts';
import type { Catalog, Plan } from './plan.ts';
import { readParams } from './read-params.ts';
import { resolvePorts } from './resolve-ports.ts';
import { sayIssue } from './say-issue.ts';
import { ScriptSyntaxError } from './script-syntax-error.ts';
import { checkTypes } from './type-checks.ts';
import { valueTexts } from './value-texts.ts';

/** A compiled document. `plan` is there exactly when there are no issues. */
export interface Compiled {
  readonly plan: Plan | undefined;
  /** Everything that is wrong, each with its node, place and what to do. */
  readonly issues: readonly Issue[];
  /** SHA-256 over the canonical JSON (RFC 8785) of the document without `layout`, 64 hex digits; empty when it has no such form. */
  readonly version: string;
}

/**
 * Checks a document and compiles it to a plan. What is compiled is the canonical JSON that the version hash is made of, with all its
 * keys sorted: so documents of one version compile to one plan, byte for byte (I4).
 *
 * @param document parsed by protocol's schema
 * @param sha256 SHA-256 of UTF-8 text as 64 hex digits
 */
export function compile(document: WorkflowDocument, catalog: Catalog, sha256: (text: string) => string): Compiled {
  const canonical = canonicalText(document);
  if (typeof canonical !== 'string') return { plan: undefined, issues: [canonical], version: '' };
  const version = sha256(canonical);
  // The same document again, parsed from its own text.
  const { plan, issues } = check(JSON.parse(canonical) as Omit<WorkflowDocument, 'layout'>, catalog, version);
  return { plan: issues.length === 0 ? plan : undefined, issues, version };
}

function canonicalText({ layout: _, ...document }: WorkflowDocument): string | Issue {
  try {
    // The schema allows members to be undefined; JSON has no such thing.
    return canonicalize(JSON.parse(JSON.stringify(document)) as Json);
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return createIssue(error.code, error.detail, { pointer: error.place.pointer ?? '' }, error.hint);
  }
}

function check(
  document: Omit<WorkflowDocument, 'layout'>,
  catalog: Catalog,
  version: string,
): { plan: Plan | undefined; issues: Issue[] } {
  const issues: Issue[] = [];
  const parts = Object.entries(document.nodes).map(([id, node], index) => readNode({ id, index, node, catalog, issues }));
  const graph = createGraph(
    parts.map((part) => part.node),
    document.edges,
    issues,
  );
  checkTypes(
    parts.map(({ node, params }) => ({ id: node.id, type: node.document.type, params })),
    issues,
  );
  checkSettings(document, issues);
  const shape = checkShape(graph, issues);
  if (shape === undefined) return { plan: undefined, issues };
  const { bodies, sorted } = shape;
  checkReach(graph, sorted, issues);
  const references = parts.map((part) => checkReferences(graph, bodies, part.node, part.references, issues));
  const plan = issues.length === 0 ? createPlan({ document, version, graph, bodies, parts, references }) : undefined;
  return { plan, issues };
}

interface NodeEntry {
  readonly id: string;
  readonly index: number;
  readonly node: DocumentNode;
  readonly catalog: Catalog;
  readonly issues: Issue[];
}

function readNode({ id, index, node: document, catalog, issues }: NodeEntry): NodeParts {
  const type = catalog.get(document.type);
  if (type === undefined) {
    const place = { nodeId: id, pointer: pointerTo('nodes', id, 'type') };
    issues.push(createIssue('node_type_unknown', sayIssue(valueTexts.node_type_unknown, { type: document.type, id }), place));
    const stub: GraphNode = { id, index, document, type, isLoop: false, inputs: [], outputs: [] };
    return { node: stub, params: document.params, templates: [], references: { named: [], isDynamic: false } };
  }
  const read = readParams({ id, document }, type.params, issues);
  const isLoop = type.kind === 'loop' || type.kind === 'for-each';
  return {
    node: { id, index, document, type, isLoop, ...resolvePorts({ id, type, document, params: read.params }, issues) },
    ...read,
  };
}

/** The concurrency key is a template too. */
function checkSettings(document: Pick<WorkflowDocument, 'settings'>, issues: Issue[]): void {
  const key = document.settings.concurrency?.key;
  if (!isTemplate(key)) return;
  try {
    parseTemplate(key);
  } catch (error) {
    if (!(error instanceof ScriptSyntaxError)) throw error;
    const { line, column } = error;
    const place = { pointer: '/settings/concurrency/key', line, column };
    issues.push(
      createIssue('template_syntax', sayIssue(valueTexts.concurrency_key_syntax, { reason: error.message, line, column }), place),
    );
  }
}
