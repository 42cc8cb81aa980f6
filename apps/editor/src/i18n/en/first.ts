import { canvas } from './canvas.ts';
import { common } from './common.ts';
import { pins } from './pins.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { together } from './together.ts';
import { workflow } from './workflow.ts';

/** What is said on a canvas before anything is opened or edited: part of the first load. `first-texts.test.ts` holds it to that. */
export const first = {
  ...canvas,
  ...common,
  ...pins,
  ...shell,
  ...start,
  ...together,
  ...workflow,
};
