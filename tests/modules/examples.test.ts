import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCatalog } from '@sluice/kernel';
import type { NodeExample } from '@sluice/kit';
import { classOf, isErrorCode, type NodeType, schemeOf } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { assembleModule } from '../../modules/kit/src/build/build-module.ts';
import { readNodes } from '../../modules/kit/src/build/read-nodes.ts';
import { runExample } from './run-example.ts';

const folder = resolve(import.meta.dirname, '../../modules');
const directories = readdirSync(folder)
  .filter((name) => name !== 'kit')
  .map((name) => join(folder, name));
const modules = await Promise.all(directories.map(assembleModule));
const installed = {
  catalog: createCatalog(modules.map(({ manifest }) => manifest)),
  scripts: Object.assign({}, ...modules.map(({ scripts }) => scripts)) as Record<string, string>,
};
const nodes = (await Promise.all(directories.map(readNodes))).flat().map(({ node }) => node);

/** Every example of every node type, in the real sandbox. */
for (const { nodeType, examples } of nodes) {
  describe(nodeType.type, () => {
    for (const example of examples) it(example.name, () => expectExample(nodeType, example));

    it('has at least three examples, one of them of a failure', () => {
      expect(examples.length).toBeGreaterThanOrEqual(3);
      expect(examples.some(({ error, output }) => error !== undefined || output?.['error'] !== undefined)).toBe(true);
    });
  });
}

function expectExample(nodeType: NodeType, example: NodeExample): void {
  const result = runExample(nodeType, example, installed);
  if (example.error === undefined) {
    expect(result.error).toBeUndefined();
    expect(result.output).toEqual(example.output ?? {});
  } else {
    const { code, message = '', param } = example.error;
    expect(isErrorCode(code)).toBe(true);
    expect(result.output).toBeUndefined();
    expect(result.error).toMatchObject({ code, ...(param === undefined ? {} : { param }) });
    expect(result.error?.message).toContain(message);
  }
  expect(result.effects).toEqual((example.effects ?? []).map(({ verb, uri, args = null }) => ({ verb, uri, args })));
  if (example.logs !== undefined) expect(result.logs).toEqual(example.logs);
  for (const { verb, uri } of result.effects) {
    expect(classOf(verb, uri)).toBeDefined();
    expect([`* ${schemeOf(uri)}`, `${verb} ${schemeOf(uri)}`].some((declared) => nodeType.effects.includes(declared))).toBe(true);
  }
}
