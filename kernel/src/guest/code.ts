import { referencesIn } from './node-references.ts';
import { problemFrom, type SourceProblem } from './source-problem.ts';
import { guestLanguage, StrictParser } from './strict-parser.ts';

export type CodeResult =
  | { readonly ok: true; readonly references: readonly string[] }
  | { readonly ok: false; readonly problem: SourceProblem };

/** Checks the body of an async function. It is parsed alone, so that it cannot close the function that it will stand in (I6). */
export function parseCode(body: string): CodeResult {
  try {
    const program = StrictParser.parse(body, {
      ...guestLanguage,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
    });
    return { ok: true, references: referencesIn(program) };
  } catch (error) {
    return { ok: false, problem: problemFrom(body, error) };
  }
}
