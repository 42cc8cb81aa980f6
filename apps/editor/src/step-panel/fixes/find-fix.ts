import {
  type DocumentNode,
  isErrorCode,
  type NodeType,
  type ParamSpec,
  type RunError,
  type WorkflowDocument,
} from '@sluice/protocol';
import { allowEffect, setNodeSetting } from '../../draft/edits/node-params.ts';
import { type ErrorFix, errorFixes } from './error-fixes.ts';

export type FixReason = Extract<ErrorFix, { fix: 'none' }>['because'];

/** The fix for an error of a node, ready to be carried out. */
export type Fix =
  | { readonly kind: 'go'; readonly param: string; readonly title: string }
  | {
      readonly kind: 'edit';
      readonly label: 'retry' | 'time' | 'route' | 'allow';
      readonly what: string;
      readonly edit: (document: WorkflowDocument) => WorkflowDocument;
    }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'secrets' }
  | { readonly kind: 'doubt' }
  | { readonly kind: 'again' }
  | { readonly kind: 'none'; readonly because: FixReason };

const RETRY = { attempts: 3, backoff: 'exponential', delayMs: 1000 } as const;
const STEP_TIMEOUT_MS = 5000;
const MOST_TIMEOUT_MS = 3_600_000;

type SureFix = Exclude<ErrorFix, { readonly fix: 'status' }>;

/** The one thing to do about an error, for this node. A code that is not in the table is a fault to be reported. */
export function findFix(error: RunError, id: string, node: DocumentNode, type: NodeType | undefined): Fix {
  const known = (isErrorCode(error.code) ? errorFixes[error.code] : undefined) ?? { fix: 'none', because: 'report' };
  const entry: SureFix = known.fix === 'status' ? fixOfStatus(error, type) : known;
  switch (entry.fix) {
    case 'none':
      return { kind: 'none', because: entry.because };
    case 'field':
      return goTo(paramOf(error, entry.params, type), type);
    case 'secret':
      return goTo(paramOfKind('secret', type), type);
    case 'bind':
      return { kind: 'secrets' };
    case 'doubt':
      return { kind: 'doubt' };
    case 'again':
      return { kind: 'again' };
    case 'allow': {
      const line = /"([^"]+)"/.exec(error.hint ?? '')?.[1];
      return line === undefined
        ? { kind: 'none', because: 'policy' }
        : { kind: 'edit', label: 'allow', what: line, edit: (document) => allowEffect(document, line) };
    }
    case 'egress':
      return { kind: 'copy', text: egressSetting(error) };
    case 'retry':
      if ((node.retry?.attempts ?? 1) > 1) return { kind: 'again' };
      return {
        kind: 'edit',
        label: 'retry',
        what: `${RETRY.attempts}`,
        edit: (document) => setNodeSetting(document, id, 'retry', RETRY),
      };
    case 'time': {
      const timeoutMs = Math.min(MOST_TIMEOUT_MS, (node.timeoutMs ?? STEP_TIMEOUT_MS) * 2);
      return {
        kind: 'edit',
        label: 'time',
        what: `${timeoutMs / 1000} s`,
        edit: (document) => setNodeSetting(document, id, 'timeoutMs', timeoutMs),
      };
    }
    case 'route':
      if (node.onError === 'route') return goTo(paramOf(error, undefined, type), type);
      return { kind: 'edit', label: 'route', what: '', edit: (document) => setNodeSetting(document, id, 'onError', 'route') };
  }
}

/** What the far side says it cannot do now may be done later; what it says is wrong is as wrong then. */
function fixOfStatus(error: RunError, type: NodeType | undefined): SureFix {
  const status = Number(/ answered (\d{3})\b/.exec(error.message)?.[1] ?? 500);
  if (status >= 500 || [408, 425, 429].includes(status)) return { fix: 'retry' };
  const isRefused = [401, 403, 407].includes(status) && paramOfKind('secret', type) !== undefined;
  return isRefused ? { fix: 'secret' } : { fix: 'field', params: ['url'] };
}

function goTo(param: string | undefined, type: NodeType | undefined): Fix {
  if (param === undefined) return { kind: 'none', because: 'module' };
  return { kind: 'go', param, title: titleAt(param.split('.'), type?.params ?? {}) ?? param };
}

/** The parameter that the error names, else the first that can be meant. */
function paramOf(error: RunError, candidates: readonly string[] = [], type: NodeType | undefined): string | undefined {
  if (error.param !== undefined && error.param !== '') return error.param;
  const params = type?.params ?? {};
  return candidates.find((name) => Object.hasOwn(params, name)) ?? paramOfKind('code', type) ?? Object.keys(params)[0];
}

function paramOfKind(kind: string, type: NodeType | undefined): string | undefined {
  return Object.entries(type?.params ?? {}).find(([, spec]) => spec.kind === kind)?.[0];
}

/** The line of the engine's settings that lets it reach the address; its hint names the very value where it knows it. */
function egressSetting({ hint = '', message }: RunError): string {
  const named = /SLUICE_EGRESS_ALLOW=\S+/.exec(hint)?.[0];
  const host = /https?:\/\/([^/\s"]+)/.exec(message)?.[1] ?? /\b(\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?)\b/.exec(message)?.[1];
  return named?.replace(/[.,;"]+$/, '') ?? `SLUICE_EGRESS_ALLOW=${host ?? ''}`;
}

/** The title of the innermost field on a path that has one. A key of a map may hold dots: what is left of the path is then its own. */
function titleAt(path: readonly string[], fields: { readonly [name: string]: ParamSpec }): string | undefined {
  const [name = '', ...rest] = path;
  const spec = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return spec === undefined ? undefined : (titleWithin(rest, spec) ?? spec.title);
}

function titleWithin([key, ...rest]: readonly string[], spec: ParamSpec): string | undefined {
  if (key === undefined) return undefined;
  if (spec.kind === 'object') return titleAt([key, ...rest], spec.fields);
  if (spec.kind === 'list') return titleWithin(rest, spec.of) ?? spec.of.title;
  return spec.kind === 'map' ? [key, ...rest].join('.') : undefined;
}
