import { effectVerbs, type Issue, type WorkflowDocument } from '@sluice/protocol';
import { parseEffectPattern } from './effect-pattern.ts';

/**
 * Lines of `settings.effects` that cover nothing, because they are no pattern or name a verb or scheme that does not exist. At run time
 * such a line would only refuse, far from where it was written.
 */
export function allowListIssues(document: WorkflowDocument): Issue[] {
  return (document.settings.effects ?? []).flatMap((line, index) => {
    const fault = faultOf(line);
    if (fault === undefined) return [];
    return [
      {
        code: 'param_invalid',
        message: `settings.effects: ${JSON.stringify(line.slice(0, 200))} ${fault}.`,
        hint: 'Write a verb and a scheme or place, such as "get https://api.example.com/*" or "* kv:*".',
        pointer: `/settings/effects/${index}`,
      },
    ];
  });
}

const verbsByScheme: ReadonlyMap<string, readonly string[]> = new Map([
  ...Object.entries(effectVerbs).map(([scheme, verbs]) => [scheme, Object.keys(verbs)] as const),
  ['https', Object.keys(effectVerbs.http)],
]);

function faultOf(line: string): string | undefined {
  const pattern = parseEffectPattern(line);
  if (pattern === undefined) return 'is no pattern for effects';
  const verbs = pattern.scheme === '*' ? [...verbsByScheme.values()].flat() : verbsByScheme.get(pattern.scheme);
  if (verbs === undefined) return `names the scheme "${pattern.scheme}", which does not exist`;
  if (pattern.verb !== '*' && !verbs.includes(pattern.verb))
    return `names the verb "${pattern.verb}", which ${pattern.scheme} does not have`;
  return undefined;
}
