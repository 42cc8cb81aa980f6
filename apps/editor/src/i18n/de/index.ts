import { about } from './about.ts';
import { build } from './build.ts';
import { bulk } from './bulk.ts';
import { canvas } from './canvas.ts';
import { clipboard } from './clipboard.ts';
import { common } from './common.ts';
import { data } from './data.ts';
import { engine } from './engine.ts';
import { entry } from './entry.ts';
import { executions } from './executions.ts';
import { expressions } from './expressions.ts';
import { home } from './home.ts';
import { keys } from './keys.ts';
import { menus } from './menus.ts';
import { next } from './next.ts';
import { outline } from './outline.ts';
import { params } from './params.ts';
import { pinning } from './pinning.ts';
import { pins } from './pins.ts';
import { roles } from './roles.ts';
import { run } from './run.ts';
import { secrets } from './secrets.ts';
import { share } from './share.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { step } from './step.ts';
import { together } from './together.ts';
import { unsaved } from './unsaved.ts';
import { versions } from './versions.ts';
import { workflow } from './workflow.ts';
import { workflowSettings } from './workflow-settings.ts';
import { workflows } from './workflows.ts';

/**
 * Every text of the editor in German, with the keys of English. Neutral: no du and no Sie, actions in the infinitive. What people say: node = Knoten,
 * wire = Verbindung, item = Element, draft = Entwurf, run and execution = Lauf and Ausführung, pin = anheften, canvas = Arbeitsfläche; roles, Secret,
 * Trigger and Port stay, since the command line and the documents say them so.
 */
export const de = {
  ...about,
  ...bulk,
  ...build,
  ...canvas,
  ...clipboard,
  ...common,
  ...data,
  ...engine,
  ...entry,
  ...executions,
  ...expressions,
  ...home,
  ...keys,
  ...menus,
  ...next,
  ...outline,
  ...params,
  ...pinning,
  ...pins,
  ...roles,
  ...run,
  ...share,
  ...secrets,
  ...shell,
  ...start,
  ...step,
  ...together,
  ...unsaved,
  ...versions,
  ...workflow,
  ...workflowSettings,
  ...workflows,
};
