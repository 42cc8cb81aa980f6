/** The names between braces in a text. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** A sentence of `issue-texts.ts` with these values in its places. */
export function sayIssue<Text extends string>(text: Text, values: Readonly<Record<Placeholders<Text>, string | number>>): string {
  const given: Readonly<Record<string, string | number>> = values;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
}
