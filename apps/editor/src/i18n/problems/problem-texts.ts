import type { IssueTextName } from '@sluice/kernel';
import type { ErrorCode } from '@sluice/protocol';

/** Title and hint of each code. */
export type CodeTexts = Readonly<Record<ErrorCode, readonly [title: string, hint: string]>>;

/** A sentence for each that the kernel says of a document, with the same put in. */
export type IssueTexts = Readonly<Record<IssueTextName, string>>;

/**
 * Sentences by the English ones; `{id}` in both stands for what is put in. What stands for `{reason}`, `{what}` or `{received}` is said in the language
 * as well, if it is a sentence that is known.
 */
export type Sentences = Readonly<Record<string, string>>;

/** How a language says what kernel, engine and gateway say in English about problems. */
export interface ProblemTexts {
  readonly codes: CodeTexts;
  readonly issues: IssueTexts;
  readonly sentences: Sentences;
  /** Titles of parameters by the English ones, for `{title}`. */
  readonly titles: Readonly<Record<string, string>>;
  /** What stands for an empty list of names. */
  readonly noNames: string;
  readonly quotes: readonly [open: string, close: string];
}
