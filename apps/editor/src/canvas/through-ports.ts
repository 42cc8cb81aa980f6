import type { NodePorts, Port } from './node-ports.ts';

/** By which ports items pass through a node that stands in a wire: of a loop by `done`. Undefined when none can. */
export function throughPorts({
  ports,
}: {
  readonly ports: NodePorts;
}): { readonly input: string; readonly output: string } | undefined {
  const [input, output] = [firstInput(ports), ports.outputs.find(({ kind }) => kind === 'done') ?? firstOutput(ports)];
  return input === undefined || output === undefined ? undefined : { input: input.name, output: output.name };
}

/** Where items come in that are not those of a loop's own body. */
export function firstInput(ports: NodePorts): Port | undefined {
  return ports.inputs.find(({ kind }) => kind !== 'next');
}

/** Where items go on: the first that has no wire yet, else the first; never errors. */
export function firstOutput(ports: NodePorts, isWired: (port: string) => boolean = () => false): Port | undefined {
  const outputs = ports.outputs.filter(({ kind }) => kind !== 'error');
  return outputs.find(({ name }) => !isWired(name)) ?? outputs[0];
}
