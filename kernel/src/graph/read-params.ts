import type { ErrorCode, Issue, Json, ParamSpec } from '@sluice/protocol';
import type { FoundReferences } from './check-references.ts';
import { createIssue, type IssuePlace, listNames, pointerTo } from './create-issue.ts';
import { findReferences } from './find-references.ts';
import type { GraphNode } from './graph.ts';
import { kindProblem } from './kind-problem.ts';
import { checkCode } from './parse-code.ts';
import { isTemplate, parseTemplate, templateSource } from './parse-template.ts';
import type { PlanTemplate } from './plan.ts';
import { sayIssue } from './say-issue.ts';
import { ScriptSyntaxError } from './script-syntax-error.ts';
import { valueTexts } from './value-texts.ts';

type JsonRecord = { readonly [name: string]: Json };

/** A node's parameters, checked, with their defaults filled in, and the JavaScript in them. */
export interface ReadParams {
  readonly params: JsonRecord;
  readonly templates: readonly PlanTemplate[];
  readonly references: FoundReferences;
}

/**
 * Checks a node's parameters against its type's specification. A string that starts with `=` is a template wherever templates are
 * allowed (`template !== false`), within lists, objects, maps and JSON values too; a template may stand for a value of any kind.
 */
export function readParams(
  node: Pick<GraphNode, 'id' | 'document'>,
  specs: Readonly<Record<string, ParamSpec>>,
  issues: Issue[],
): ReadParams {
  const reader = new ParamReader(node, issues);
  return {
    params: reader.readFields(specs, node.document.params, []),
    templates: reader.templates,
    references: reader.references,
  };
}

type Path = readonly (string | number)[];

class ParamReader {
  readonly templates: PlanTemplate[] = [];
  readonly #named: { id: string; place: IssuePlace }[] = [];
  #isDynamic = false;
  readonly #node: Pick<GraphNode, 'id' | 'document'>;
  readonly #issues: Issue[];

  constructor(node: Pick<GraphNode, 'id' | 'document'>, issues: Issue[]) {
    this.#node = node;
    this.#issues = issues;
  }

  get references(): FoundReferences {
    return { named: this.#named, isDynamic: this.#isDynamic };
  }

  readFields(specs: Readonly<Record<string, ParamSpec>>, values: JsonRecord, path: Path): JsonRecord {
    for (const name of Object.keys(values)) {
      if (Object.hasOwn(specs, name)) continue;
      const names = listNames(Object.keys(specs));
      const message =
        path.length === 0
          ? sayIssue(valueTexts.param_unknown, { type: this.#node.document.type, name, names })
          : sayIssue(valueTexts.param_unknown_within, { path: path.join('.'), name, names });
      this.#report('param_unknown', [...path, name], message);
    }
    const read: Record<string, Json> = {};
    for (const [name, spec] of Object.entries(specs)) {
      const value = Object.hasOwn(values, name) ? values[name] : spec.default;
      if (value === undefined || (value === '' && spec.required === true)) {
        if (spec.required === true)
          this.#report(
            'param_missing',
            [...path, name],
            sayIssue(valueTexts.param_missing, { path: [...path, name].join('.'), title: spec.title }),
          );
        continue;
      }
      read[name] = this.#readValue(spec, value, [...path, name]);
    }
    return read;
  }

  #readValue(spec: ParamSpec, value: Json, path: Path): Json {
    if (spec.kind === 'code') return this.#readCode(value, path);
    if (spec.template !== false && isTemplate(value)) return this.#readTemplate(value, path);
    const problem = kindProblem(spec, value, path.join('.'));
    if (problem !== undefined) {
      this.#report('param_invalid', path, problem);
      return value;
    }
    return this.#readInner(spec, value, path);
  }

  /** Goes into what the value holds. The kind has been checked, so the casts say what is known. */
  #readInner(spec: ParamSpec, value: Json, path: Path): Json {
    switch (spec.kind) {
      case 'list':
        return (value as readonly Json[]).map((element, index) => this.#readValue(spec.of, element, [...path, index]));
      case 'map':
        return mapValues(value as JsonRecord, (element, name) => this.#readValue(spec.of, element, [...path, name]));
      case 'object':
        return this.readFields(spec.fields, value as JsonRecord, path);
      case 'json':
        if (spec.template !== false) this.#readJson(value, path);
        return value;
      default:
        return value;
    }
  }

  #readJson(value: Json, path: Path): void {
    if (isTemplate(value)) this.#readTemplate(value, path);
    else if (Array.isArray(value)) value.forEach((element: Json, index) => void this.#readJson(element, [...path, index]));
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) this.#readJson(member, [...path, name]);
  }

  #readTemplate(text: string, path: Path): Json {
    this.#guardSyntax('template_syntax', path, () => this.#keep('template', templateSource(parseTemplate(text)), path));
    return text;
  }

  #readCode(value: Json, path: Path): Json {
    if (typeof value !== 'string') {
      this.#report('param_invalid', path, sayIssue(valueTexts.param_not_code, { path: path.join('.') }));
      return value;
    }
    this.#guardSyntax('code_syntax', path, () => {
      checkCode(value);
      this.#keep('code', value, path);
    });
    return value;
  }

  #keep(kind: PlanTemplate['kind'], source: string, path: Path): void {
    this.templates.push({ param: path.join('.'), kind, source });
    const { nodeIds, hasDynamicNode } = findReferences(source);
    for (const id of nodeIds) this.#named.push({ id, place: this.#place(path) });
    if (hasDynamicNode) this.#isDynamic = true;
  }

  #guardSyntax(code: 'template_syntax' | 'code_syntax', path: Path, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ScriptSyntaxError)) throw error;
      const { line, column } = error;
      const message = sayIssue(valueTexts[code], { path: path.join('.'), reason: error.message, line, column });
      this.#report(code, path, message, { line, column });
    }
  }

  #report(code: ErrorCode, path: Path, message: string, more: IssuePlace = {}): void {
    this.#issues.push(createIssue(code, message, { ...this.#place(path), ...more }));
  }

  #place(path: Path): IssuePlace {
    return { nodeId: this.#node.id, param: path.join('.'), pointer: pointerTo('nodes', this.#node.id, 'params', ...path) };
  }
}

function mapValues(values: JsonRecord, change: (value: Json, name: string) => Json): JsonRecord {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]));
}
