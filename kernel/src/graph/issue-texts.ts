import { shapeTexts } from './shape-texts.ts';
import { valueTexts } from './value-texts.ts';

/**
 * What the kernel finds wrong with a document, a sentence by name; `{path}` stands for what is put in. English is said everywhere: in the
 * API, in logs, on the command line. Another language of the editor has a sentence for each name, with the same put in, and reads off the
 * English one what that is: so an issue carries its sentence and nothing else.
 *
 * `{names}` is a list of names in quotes, or `none`; `{reason}` says what a parser stumbled over.
 */
export const issueTexts = { ...shapeTexts, ...valueTexts } as const;

export type IssueTextName = keyof typeof issueTexts;
