import * as drafts from './drafts.ts';
import type { Endpoint } from './endpoint.ts';
import * as engine from './engine.ts';
import * as executions from './executions.ts';
import * as folders from './folders.ts';
import * as identity from './identity.ts';
import * as people from './people.ts';
import * as shares from './shares.ts';
import * as workflows from './workflows.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'server' in value && 'access' in value;

/** Every endpoint of the contract. What is not here is refused by gateway and engine alike (I9). */
export const endpoints: readonly Endpoint[] = [workflows, drafts, folders, shares, executions, engine, identity, people].flatMap(
  (module) => Object.values(module).filter(isEndpoint),
);
