import type { Issue, ParamSpec } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { firstParam } from './first-param.ts';

const specs: Record<string, ParamSpec> = {
  method: { kind: 'string', title: 'Method', default: 'GET' },
  auth: { kind: 'string', title: 'Auth', default: 'none' },
  secret: { kind: 'secret', title: 'Secret', required: true, when: { param: 'auth', is: ['bearer'] } },
  url: { kind: 'string', title: 'URL', required: true },
};
const wrong = (param: string): Issue => ({ code: 'param_invalid', message: 'Not so.', param });

describe('the field to begin with', () => {
  it('is the first that is required and has no value', () => {
    expect(firstParam(specs, {}, [])).toEqual({ param: 'url', isMissing: true });
    expect(firstParam(specs, { url: '' }, [])).toEqual({ param: 'url', isMissing: true });
    expect(firstParam(specs, { auth: 'bearer' }, [])).toEqual({ param: 'secret', isMissing: true });
  });

  it('is the first of all where nothing is missing', () => {
    expect(firstParam(specs, { url: 'https://a.example/' }, [])).toEqual({ param: 'method', isMissing: false });
    expect(firstParam({}, {}, [])).toBeUndefined();
  });

  it('is the very place of a problem, however deep', () => {
    const values = { url: 'https://a.example/' };
    expect(firstParam(specs, values, [wrong('auth.0.name'), wrong('url')])).toEqual({ param: 'auth.0.name', isMissing: true });
    expect(firstParam(specs, {}, [wrong('secret')])).toEqual({ param: 'secret', isMissing: true });
  });
});
