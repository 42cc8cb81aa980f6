/** What stands before the cursor, as far as it can be completed. `from` is where that begins which is replaced. */
export type Chain =
  /** `$js` or `ma` */
  | { readonly kind: 'name'; readonly from: number; readonly typed: string }
  /** `$node('st` */
  | { readonly kind: 'node'; readonly from: number; readonly typed: string; readonly quote: string }
  /** `$json.customer.na`; `dot` is where the last dot (or `?.`) begins. */
  | {
      readonly kind: 'member';
      readonly from: number;
      readonly typed: string;
      readonly dot: number;
      readonly root: string;
      readonly steps: readonly ChainStep[];
    }
  /** `$json.customer["fi`, or a bracket with nothing in it yet. */
  | {
      readonly kind: 'bracket';
      readonly from: number;
      readonly typed: string;
      readonly quote: string;
      readonly root: string;
      readonly steps: readonly ChainStep[];
    };

export type ChainStep =
  | { readonly kind: 'key'; readonly key: string | number }
  /** A call, with its argument when that is a text. */
  | { readonly kind: 'call'; readonly argument: string | undefined };

const TEXT = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`;
const STEP = String.raw`(?:\??\.[A-Za-z_$][\w$]*|(?:\?\.)?\[\s*(?:\d+|${TEXT})\s*\]|(?:\?\.)?\(\s*(?:${TEXT})?\s*\))`;
const MEMBER = new RegExp(String.raw`(?<![\w$.])(\$[A-Za-z]+)(${STEP}*)\s*(\??\.)([\w$]*)$`);
const BRACKET = new RegExp(String.raw`(?<![\w$.])(\$[A-Za-z]+)(${STEP}*)(?:\?\.)?\[\s*(?:(['"])([^'"\\]*)|(\d*))$`);
const STEPS = new RegExp(STEP, 'g');
const NODE = /\$node\(\s*(['"])([^'"]*)$/;
const NAME = /(?<![\w$.])[\w$]+$/;

/** Reads the source up to the cursor backwards: which name or member is being written there. */
export function readChain(before: string): Chain | undefined {
  const node = NODE.exec(before);
  if (node !== null) {
    const [, quote = "'", typed = ''] = node;
    return { kind: 'node', from: before.length - typed.length, typed, quote };
  }
  const member = MEMBER.exec(before);
  if (member !== null) {
    const [, root = '', steps = '', dot = '.', typed = ''] = member;
    const from = before.length - typed.length;
    return { kind: 'member', from, typed, dot: from - dot.length, root, steps: (steps.match(STEPS) ?? []).map(stepOf) };
  }
  const bracket = BRACKET.exec(before);
  if (bracket !== null) {
    const [, root = '', steps = '', quote = '', key, index] = bracket;
    const typed = key ?? index ?? '';
    const from = before.length - typed.length;
    return { kind: 'bracket', from, typed, quote, root, steps: (steps.match(STEPS) ?? []).map(stepOf) };
  }
  const typed = NAME.exec(before)?.[0];
  return typed === undefined ? undefined : { kind: 'name', from: before.length - typed.length, typed };
}

function stepOf(text: string): ChainStep {
  const source = text.replace(/^\?\.(?=[[(])/, '');
  if (source.startsWith('(')) {
    const inner = source.slice(1, -1).trim();
    return { kind: 'call', argument: inner === '' ? undefined : unquoted(inner) };
  }
  if (!source.startsWith('[')) return { kind: 'key', key: source.replace(/^\??\./, '') };
  const inner = source.slice(1, -1).trim();
  return { kind: 'key', key: /^\d/.test(inner) ? Number(inner) : unquoted(inner) };
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}
