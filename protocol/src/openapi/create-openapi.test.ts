import { describe, expect, it } from 'vitest';
import { endpoints } from '../api/index.ts';
import { createOpenApi } from './create-openapi.ts';

const document = createOpenApi({ version: '0.0.0' });

describe('the OpenAPI document', () => {
  it('is the one that was looked at when it last changed', async () => {
    await expect(`${JSON.stringify(document, undefined, 2)}\n`).toMatchFileSnapshot('./__snapshots__/openapi.json');
  });

  it('has every endpoint of the contract that is there from outside, with its access', () => {
    for (const { path, method, name, access, internal } of endpoints) {
      if (internal === true) continue;
      expect(document.paths[path]?.[method.toLowerCase()]).toMatchObject({ operationId: name, 'x-sluice-access': access });
    }
  });

  it('refers only to components that are there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference as string);
    expect(references.length).toBeGreaterThan(50);
    for (const reference of new Set(references)) {
      const [start, group = '', kind = '', name = ''] = reference.split('/');
      expect([start, group]).toEqual(['#', 'components']);
      expect(document.components[kind]?.[name], reference).toBeTypeOf('object');
    }
  });

  it('names every parameter that stands in a path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(operations)) {
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(names);
      }
    }
  });
});
