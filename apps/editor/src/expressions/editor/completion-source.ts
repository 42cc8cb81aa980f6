import { type Completion, type CompletionContext, type CompletionResult, startCompletion } from '@codemirror/autocomplete';
import type { Candidate, Completions } from '../complete/completions-at.ts';

/** Gives what can be written at an offset of a text; what it needs for that may have to be loaded first. */
export type Complete = (text: string, at: number) => Promise<Completions | undefined>;

const types: Readonly<Record<Candidate['kind'], string>> = {
  variable: 'variable',
  property: 'property',
  method: 'method',
  node: 'constant',
};

/** Our completions as CodeMirror takes them. */
export function completionSource(complete: Complete): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async ({ state, pos }) => {
    const found = await complete(state.doc.toString(), pos);
    if (found === undefined || found.candidates.length === 0) return null;
    // In the order in which they were given: fields as they stand in the data.
    return {
      from: found.from,
      options: found.candidates.map((candidate, index) => optionOf(candidate, -index)),
      validFor: found.validFor,
    };
  };
}

function optionOf({ label, apply = label, before = 0, kind, detail }: Candidate, boost: number): Completion {
  return {
    label,
    apply: (view, _completion, from, to) => {
      view.dispatch({
        changes: { from: from - before, to, insert: apply },
        selection: { anchor: from - before + apply.length },
        userEvent: 'input.complete',
      });
      // A name that opens a text is followed by what may stand in it.
      if (apply.endsWith("('")) startCompletion(view);
    },
    ...(detail === undefined || detail === '' ? {} : { detail }),
    type: types[kind],
    boost: Math.max(-99, boost),
  };
}
