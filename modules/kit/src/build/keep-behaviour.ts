import type { Plugin } from 'rolldown';
import { parseSync } from 'rolldown/utils';

/**
 * A bundler plugin that turns `export default defineNode({ … })` of the node file into an object with `run` alone, before tree-shaking:
 * what only titles, parameters and examples used falls away with them, and guest images stay small.
 */
export function keepBehaviour(nodeFile: string): Plugin {
  return {
    name: 'sluice-keep-behaviour',
    transform: {
      filter: { id: nodeFile },
      handler: (source) => ({ code: reduce(source, nodeFile), map: null }),
    },
  };
}

function reduce(source: string, nodeFile: string): string {
  const { program, errors } = parseSync(nodeFile, source);
  if (errors[0] !== undefined) throw new Error(`${nodeFile}: ${errors[0].message}`);
  for (const statement of program.body) {
    if (statement.type !== 'ExportDefaultDeclaration') continue;
    const call = statement.declaration;
    const argument =
      call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'defineNode'
        ? call.arguments[0]
        : undefined;
    if (argument?.type !== 'ObjectExpression') break;
    const kept = argument.properties.flatMap((property) => {
      if (property.type === 'SpreadElement')
        throw new Error(`${nodeFile}: write out every member of defineNode({ … }); a spread cannot be told apart.`);
      return property.key.type === 'Identifier' && property.key.name === 'run'
        ? [source.slice(property.start, property.end)]
        : [];
    });
    return `${source.slice(0, call.start)}{${kept.join(',\n')}}${source.slice(call.end)}`;
  }
  throw new Error(`${nodeFile}: a node file ends in \`export default defineNode({ … })\`.`);
}
