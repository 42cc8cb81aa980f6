export type { Json, JsonObject } from '@sluice/protocol';
export { defineModule, type ModuleDefinition } from './define-module.ts';
export {
  type AllContext,
  type DefinedNode,
  defineNode,
  type EachContext,
  type Effect,
  type ExampleEffect,
  type NodeDefinition,
  type NodeExample,
  type Outputs,
} from './define-node.ts';
export { fail } from './fail.ts';
export { type Item, item, type NewItem } from './item.ts';
export { isList, isObject, setKey } from './json.ts';
export { type Code, type Param, type Params, type ParamValues, p } from './params.ts';
