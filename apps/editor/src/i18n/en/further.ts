import { about } from './about.ts';
import { build } from './build.ts';
import { bulk } from './bulk.ts';
import { clipboard } from './clipboard.ts';
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
import { roles } from './roles.ts';
import { run } from './run.ts';
import { secrets } from './secrets.ts';
import { share } from './share.ts';
import { step } from './step.ts';
import { unsaved } from './unsaved.ts';
import { versions } from './versions.ts';
import { workflowSettings } from './workflow-settings.ts';
import { workflows } from './workflows.ts';

/** What is said on the way in, on other pages and in parts that are opened: comes with the first of them. */
export const further = {
  ...about,
  ...build,
  ...bulk,
  ...clipboard,
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
  ...roles,
  ...run,
  ...secrets,
  ...share,
  ...step,
  ...unsaved,
  ...versions,
  ...workflowSettings,
  ...workflows,
};
