import { type Options, Parser } from 'acorn';

/** JavaScript as the guest understands it: an ES2023 script in strict mode. */
export class StrictParser extends Parser {
  constructor(options: Options, input: string, startPos?: number) {
    super(options, input, startPos);
    Object.assign(this, { strict: true }); // acorn's own flag for strict code; its types leave it out
  }
}

export const guestLanguage: Options = { ecmaVersion: 2023, sourceType: 'script', preserveParens: true };
