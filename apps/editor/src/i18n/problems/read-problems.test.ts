import { issueTexts } from '@sluice/kernel';
import { codes, issueText } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problems } from '../de/problems/index.ts';
import { readProblems } from './read-problems.ts';

const say = readProblems(problems);

const fill = (text: string, values: (name: string) => string): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values(name));

describe('readProblems', () => {
  it('says every sentence of the kernel with what was put in, whatever that is', () => {
    for (const put of [(name: string) => `x-${name}`, (name: string) => `${name} " (b) 'c' $& {d}\n}}`, () => '']) {
      for (const [name, english] of Object.entries(issueTexts)) {
        const said = say(fill(english, put)) ?? 'nothing';
        const expected = problems.issues[name as keyof typeof issueTexts];
        for (const [, place = ''] of expected.matchAll(/\{(\w+)\}/g)) expect(said).toContain(put(place).split('"')[0]);
        expect(said.slice(0, 4)).toBe(fill(expected, put).slice(0, 4));
      }
    }
  });

  it('says titles and hints of codes', () => {
    expect(say(codes.node_unreachable.title)).toBe('Der Knoten kann nie ausgeführt werden');
    expect(say(codes.node_unreachable.hint)).toBe('Ihn mit einem Trigger verbinden, oder ihn entfernen.');
  });

  it('takes the sentence that says most itself', () => {
    expect(say('The parameter "n" (Number) must be a number of at least 1.')).toBe(
      'Der Parameter „n“ (Number) muss eine Zahl sein, mindestens 1.',
    );
    expect(say('The parameter "n" (Number) must be a number of milliseconds of at least 1.')).toBe(
      'Der Parameter „n“ (Number) muss eine Anzahl Millisekunden sein, mindestens 1.',
    );
  });

  it('writes lists of names in the quotes of the language', () => {
    expect(say('The node "a" (core.code@1) has no output port "x". It has: "main", "error".')).toBe(
      'Der Knoten „a“ (core.code@1) hat keinen Ausgang „x“. Er hat: „main“, „error“.',
    );
    expect(say('The node type core.manual@1 has no parameter "x". It has: none.')).toBe(
      'Der Knotentyp core.manual@1 hat keinen Parameter „x“. Er hat: nichts.',
    );
  });

  it('says a sentence within a sentence, and leaves one that it does not know', () => {
    const around = (reason: string): string => `The template in "a.0" does not compile: ${reason} (line 1, column 5).`;
    expect(say(around("Unexpected character '#'"))).toBe(
      'Der Ausdruck in „a.0“ ist kein gültiges JavaScript: unerwartetes Zeichen „#“ (Zeile 1, Spalte 5).',
    );
    expect(say(around('Something else'))).toBe(
      'Der Ausdruck in „a.0“ ist kein gültiges JavaScript: Something else (Zeile 1, Spalte 5).',
    );
    expect(say('Nothing starts this workflow: no node is a trigger. (and 2 more)')).toBe(
      'Nichts startet diesen Workflow: Kein Knoten ist ein Trigger. (und 2 weitere)',
    );
  });

  it('takes a place that is there twice for the same', () => {
    expect(say(`$node('a') is used in "b", but "a" does not lead to "b", so it need not have run by then.`)).toBe(
      "$node('a') steht in „b“, doch „a“ führt nicht zu „b“ und muss bis dahin nicht gelaufen sein.",
    );
    expect(say(`$node('a') is used in "b", but "c" does not lead to "b", so it need not have run by then.`)).toBeUndefined();
  });

  it('does not know what is not ours', () => {
    expect(say('Order 7 has no lines')).toBeUndefined();
    expect(say('')).toBeUndefined();
  });

  it('knows why a value does not fit a schema', () => {
    const object = z.strictObject({ text: z.string().min(2).max(3), count: z.int().min(1), kind: z.enum(['a', 'b']) });
    const fits = { text: 'ab', count: 1, kind: 'a' };
    const wrong = [
      { ...fits, text: 5 },
      { ...fits, text: 'a' },
      { ...fits, text: 'abcd' },
      { ...fits, count: 0 },
      { ...fits, count: 1.5 },
      { ...fits, kind: 'c' },
      { ...fits, more: 1 },
    ];
    const said = wrong.flatMap((value) => object.safeParse(value).error?.issues.map((issue) => say(issueText(issue))) ?? []);
    expect(said).toEqual([
      'muss ein Text sein, ist aber eine Zahl',
      'muss mindestens 2 Zeichen haben',
      'darf höchstens 3 Zeichen haben',
      'muss mindestens 1 sein',
      'muss eine ganze Zahl sein, ist aber eine Zahl',
      'kann nur eines von „a“, „b“ sein',
      'hat ein Feld, das hier nicht bekannt ist: „more“',
    ]);
  });
});
