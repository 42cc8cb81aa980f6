/** What `src/module.ts` of a module gives: its name, the first part of its node types, and what it may ask for as a whole. */
export interface ModuleDefinition {
  readonly name: string;
  readonly title: string;
  /** As `verb scheme`; every node type's effects must lie within these. */
  readonly effects: readonly string[];
}

/** Defines a module. Its node types are the files of `src/nodes`; its version is the one of `package.json`. */
export function defineModule(definition: ModuleDefinition): ModuleDefinition {
  return definition;
}
