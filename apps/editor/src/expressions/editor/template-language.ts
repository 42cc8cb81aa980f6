import { javascriptLanguage } from '@codemirror/lang-javascript';
import { defineLanguageFacet, Language, LanguageSupport } from '@codemirror/language';
import { type Input, NodeType, Parser, type PartialParse, parseMixed, Tree } from '@lezer/common';
import { styleTags, tags } from '@lezer/highlight';
import { expressionRanges } from '../expression-ranges.ts';

const highlighting = styleTags({ Brace: tags.brace });
const top = NodeType.define({ id: 0, name: 'Template', top: true });
const expression = NodeType.define({ id: 1, name: 'Expression' });
const brace = NodeType.define({ id: 2, name: 'Brace', props: [highlighting] });

const nestJavaScript = parseMixed((node) =>
  node.type === expression ? { parser: javascriptLanguage.parser.configure({ top: 'SingleExpression' }) } : null,
);

/** Parses the text between expressions as text, and each expression as JavaScript. Templates are short: each change parses all of it. */
class TemplateParser extends Parser {
  override createParse(...[input, fragments, ranges]: Parameters<Parser['createParse']>): PartialParse {
    return nestJavaScript(new TemplateParse(input), input, fragments, ranges);
  }
}

class TemplateParse implements PartialParse {
  readonly #input: Input;
  stoppedAt: number | null = null;
  parsedPos = 0;

  constructor(input: Input) {
    this.#input = input;
  }

  advance(): Tree {
    const { length } = this.#input;
    const children: Tree[] = [];
    const positions: number[] = [];
    const add = (type: NodeType, from: number, to: number): void => {
      children.push(new Tree(type, [], [], to - from));
      positions.push(from);
    };
    for (const { from, to, isOpen } of expressionRanges(this.#input.read(0, length))) {
      add(brace, from - 2, from);
      if (to > from) add(expression, from, to);
      if (!isOpen) add(brace, to, to + 2);
    }
    this.parsedPos = length;
    return new Tree(top, children, positions, length);
  }

  stopAt(position: number): void {
    this.stoppedAt = position;
  }
}

const template = new Language(defineLanguageFacet(), new TemplateParser(), [], 'sluice-template');

/** What follows the `=` of a template: text, with JavaScript between `{{` and `}}`. */
export const templateSupport = new LanguageSupport(template);
