import { MAX_JSON_DEPTH } from '@sluice/protocol';
import { compactSource } from '../compact-source.ts';
import { createEffects } from './create-effects.ts';
import { createErrorReader } from './create-error-reader.ts';
import { createJsonCheck } from './create-json-check.ts';
import { createJsonEncoder } from './create-json-encoder.ts';
import { createLog } from './create-log.ts';
import { createOutputs } from './create-outputs.ts';
import { createParameters } from './create-parameters.ts';
import { createRandom } from './create-random.ts';
import { createScope } from './create-scope.ts';
import { createStep, type StepLimits } from './create-step.ts';
import { install, type PreludeParts } from './install.ts';
import { installText } from './install-text.ts';
import { lockDown } from './lock-down.ts';

const parts: PreludeParts = {
  createEffects,
  createErrorReader,
  createJsonCheck,
  createJsonEncoder,
  createLog,
  createOutputs,
  createParameters,
  createRandom,
  createScope,
  createStep,
  installText,
  lockDown,
};

const limits: StepLimits = { maxDepth: MAX_JSON_DEPTH, maxEffects: 10_000, maxLogLines: 1000, maxLogLineLength: 2000 };

/** An expression that gives a `JsonCheck`, as what leaves the guest is checked. */
export const jsonCheckSource = compactSource(`(${String(createJsonCheck)})(${limits.maxDepth})`);

/**
 * The guest's own runtime as classic scripts, to be run in this order. Its parts are ordinary functions of this folder, checked and tested
 * as such, and go into the guest as their own text: that is why none may refer to anything but its arguments and the language. One
 * script each: what the compiler needs for one is free again for the next, so that images stay small.
 */
export const preludeScripts: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'parts', text: 'globalThis.__parts = {};' },
  ...Object.entries({ ...parts, install }).map(([name, part]) => ({
    name,
    text: compactSource(`"use strict";__parts.${name} = ${String(part)};`),
  })),
  { name: 'install', text: `__parts.install(globalThis, __parts, ${JSON.stringify(limits)}); delete globalThis.__parts;` },
];
