import { describe, expect, it } from 'vitest';
import { accessSource, readDataPath, toExpression, withExpression } from './to-expression.ts';

/** What an expression of ours reads; evaluated as JavaScript, since that is what it is. */
function read(expression: string, $json: unknown): unknown {
  return new Function('$json', `return ${expression}`)($json);
}

describe('the expression for a field', () => {
  it('reads the current item, or names the node', () => {
    expect(toExpression({ nodeId: 'a', path: ['customer', 'name'] }, ['a', 'b'])).toBe('$json.customer.name');
    expect(toExpression({ nodeId: 'far', path: ['id'] }, ['a'])).toBe("$node('far').json.id");
    expect(toExpression({ nodeId: 'a', path: [] }, ['a'])).toBe('$json');
  });

  it.each([
    ['a key with spaces'],
    ['it\'s "quoted"'],
    ['back\\slash'],
    ['1st'],
    [''],
    ['line\nbreak'],
    ['}}'],
    ['__proto__x'],
    ['größe'],
    ['$ok'],
    ['a.b'],
  ])('reads the key %j', (key) => {
    const value = { deep: [{ [key]: 'found' }] };
    expect(read(`$json${accessSource(['deep', 0, key])}`, value)).toBe('found');
  });
});

describe('an expression that is put into a text', () => {
  it('becomes the whole of an empty one', () => {
    expect(withExpression('', '$json.a')).toBe('={{ $json.a }}');
    expect(withExpression('=', '$json.a')).toBe('={{ $json.a }}');
  });
  it('keeps the words around it', () => {
    expect(withExpression('=Dear , hello', '$json.a', 6)).toBe('=Dear {{ $json.a }}, hello');
    expect(withExpression('=Dear ', '$json.a')).toBe('=Dear {{ $json.a }}');
  });
});

describe('what was dropped', () => {
  it('is read when it is a path', () => {
    expect(readDataPath('{"nodeId":"a","path":["b",0]}')).toEqual({ nodeId: 'a', path: ['b', 0] });
  });
  it.each(['', 'x', 'null', '[]', '{"nodeId":1,"path":[]}', '{"nodeId":"a","path":[{}]}', '{"nodeId":"a"}'])(
    'is not when it is %j',
    (text) => {
      expect(readDataPath(text)).toBeUndefined();
    },
  );
});
