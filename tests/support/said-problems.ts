import { globSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';

interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Which arguments of these are sentences for people. */
const callsThatSay: Readonly<Record<string, readonly number[]>> = {
  SluiceError: [1],
  createProblem: [1],
  createRunError: [1],
  fail: [1],
  problem: [1],
  refuse: [1],
  ScriptSyntaxError: [0],
  syntaxErrorAt: [2],
  super: [1],
};

/** Members of objects, and variables, that are sentences for people: of problem documents, issues, and errors of runs. */
const namesThatSay = /^(detail|message|hint|error|failure|fault|reason|why)$|(Hint|Message)$/;

/** A sentence that is written in a source, with `{}` for what is put in, and its file. */
export interface Said {
  readonly sentence: string;
  readonly file: string;
}

/** The sentences about problems in the TypeScript files of these patterns, where they are given to what reports them. */
export function saidProblems(root: string, patterns: readonly string[]): readonly Said[] {
  const files = globSync([...patterns], { cwd: root }).filter((file) => !/\.test\.ts$|test-support|\/testing\//.test(file));
  return files.sort().flatMap((file) =>
    sentencesIn(readFileSync(`${root}/${file}`, 'utf8'))
      .filter(isSentence)
      .map((sentence) => ({ sentence, file })),
  );
}

/** Words with something between them that is not put in. */
const isSentence = (text: string): boolean => /\p{L}{2,} \p{L}/u.test(text.replaceAll('{}', ''));

function sentencesIn(source: string): readonly string[] {
  const found = new Set<string>();
  const waiting: unknown[] = [parseAst(source, { lang: 'ts' })];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...value);
    if (!isSyntaxNode(value)) continue;
    for (const said of saidBy(value)) for (const text of textsOf(said)) found.add(text);
    if (!isExamples(value)) waiting.push(...Object.values(value));
  }
  return [...found];
}

/** The examples of a node type are run as its tests: what they fail with is said elsewhere, or their own. */
function isExamples(node: SyntaxNode): boolean {
  return node.type === 'Property' && isSyntaxNode(node['key']) && node['key']['name'] === 'examples';
}

function saidBy(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = node['callee'] as SyntaxNode;
    const name = callee.type === 'Super' ? 'super' : callee.type === 'Identifier' ? String(callee['name']) : '';
    const args = node['arguments'] as readonly SyntaxNode[];
    const places = Object.hasOwn(callsThatSay, name) ? callsThatSay[name] : undefined;
    return (places ?? []).flatMap((place) => args[place] ?? []);
  }
  if (node.type === 'Property') return isSaying(node['key']) ? [node['value'] as SyntaxNode] : [];
  if (node.type !== 'VariableDeclarator' || !isSyntaxNode(node['init'])) return [];
  return isSaying(node['id']) ? [node['init']] : [];
}

function isSaying(name: unknown): boolean {
  return isSyntaxNode(name) && name.type === 'Identifier' && namesThatSay.test(String(name['name']));
}

/** What an expression can be as text, `{}` standing for what the source alone does not say. */
function textsOf(node: SyntaxNode): readonly string[] {
  const inner = (name: string): readonly string[] => textsOf(node[name] as SyntaxNode);
  switch (node.type) {
    case 'Literal':
      return [typeof node['value'] === 'string' ? node['value'] : '{}'];
    case 'TemplateLiteral':
      return templateTexts(node);
    case 'ConditionalExpression':
      return [...inner('consequent'), ...inner('alternate')];
    case 'LogicalExpression':
      return [...inner('left'), ...inner('right')];
    case 'BinaryExpression':
      return node['operator'] === '+' ? inner('left').flatMap((left) => inner('right').map((right) => left + right)) : ['{}'];
    default:
      return ['{}'];
  }
}

function templateTexts(node: SyntaxNode): readonly string[] {
  const quasis = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
  const expressions = node['expressions'] as readonly SyntaxNode[];
  return quasis.reduce<readonly string[]>(
    (texts, { value }, index) => {
      const next = expressions[index];
      const ends = next === undefined ? [''] : textsOf(next);
      return texts.flatMap((text) => ends.map((end) => text + value.cooked + end));
    },
    [''],
  );
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
