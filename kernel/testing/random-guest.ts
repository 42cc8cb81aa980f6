import type { Json, OutputItem } from '@sluice/protocol';
import { type FakeCode, FakeError, FakeGuest, one } from './fake-guest.ts';
import { allNodes, type RandomFlow, type RandomNode } from './random-flow.ts';

/** A guest that does what the random nodes say. */
export function createRandomGuest(flow: RandomFlow): FakeGuest {
  return new FakeGuest(Object.fromEntries(allNodes(flow.nodes).map((node) => [node.id, codeOf(node)])));
}

function codeOf(node: RandomNode): FakeCode {
  if (node.kind === 'loop') {
    return (_, request) => {
      failEarly(node, request.attempt);
      return { control: one({ go: request.loop!.index < node.rounds, maxIterations: 10 }) };
    };
  }
  if (node.kind === 'for-each') {
    return (_, { attempt }) => {
      failEarly(node, attempt);
      return { control: one({ batchSize: node.batchSize, concurrency: node.concurrency }) };
    };
  }
  return function* (items, { attempt }) {
    const numbers = items.map((item) => Number(item.json));
    // In a race that decides nothing, so that results may come in any order.
    const count = node.behaviour === 'effect' ? 1 : node.behaviour === 'two-effects' ? 2 : 0;
    const asked = Array.from({ length: count }, (_, index) => ({
      verb: index === 0 ? 'get' : 'increment',
      uri: 'kv:x',
      args: numbers,
    }));
    const values = count > 0 ? yield { all: asked } : [];
    failEarly(node, attempt);
    return byPort(node, behave(node, numbers, values));
  };
}

function failEarly(node: RandomNode, attempt: number): void {
  if (attempt <= node.fails) throw new FakeError('code_failed', `attempt ${attempt} of ${node.id}`);
}

/** What an effect answers: a number that follows from what it was asked. */
export function answerTo(args: Json): number {
  return (args as number[]).reduce((sum, value) => sum + value, 1);
}

/** The numbers that a node makes of its own, each with the indexes of the numbers that it was made from. */
export function behave(
  node: RandomNode,
  numbers: readonly number[],
  answers: readonly Json[],
): { value: number; from: number[]; part: number }[] {
  const items = numbers.map((value, index) => ({ value, from: [index], part: value % 3 }));
  switch (node.behaviour) {
    case 'pass':
    case 'split':
      return items;
    case 'even':
      return items.filter(({ value }) => value % 2 === 0);
    case 'double':
      return items.length > 20
        ? items
        : items.flatMap((item) => [item, { ...item, value: item.value + 1, part: (item.value + 1) % 3 }]);
    case 'nothing':
      return [];
    case 'sum':
      return [{ value: numbers.reduce((sum, value) => sum + value, 0) % 97, from: numbers.map((_, index) => index), part: 0 }];
    case 'effect':
    case 'two-effects':
      return items.map((item) => ({ ...item, value: (item.value + Number(answers[0])) % 97 }));
  }
}

/** By `split`, thirds go to the first port, the second, and nowhere; else all goes to the first. */
export function portOf(node: RandomNode, part: number): string | undefined {
  const ports = node.kind === 'if' ? ['true', 'false'] : ['main'];
  return node.behaviour === 'split' ? ports[part] : ports[0];
}

function byPort(
  node: RandomNode,
  made: readonly { value: number; from: number[]; part: number }[],
): { [port: string]: OutputItem[] } {
  const outputs: { [port: string]: OutputItem[] } = {};
  for (const { value, from, part } of made) {
    const port = portOf(node, part);
    if (port !== undefined) outputs[port] = [...(outputs[port] ?? []), { json: value, from }];
  }
  return outputs;
}
