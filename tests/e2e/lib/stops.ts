import type { Visitor } from './editor-browser.ts';
import type { FurnishedHouse } from './furnished-house.ts';

interface Places {
  readonly url: string;
  readonly claimLink: string;
  readonly house: FurnishedHouse;
}

/** How one gets there; `opener` is the button that has the focus again when the dialog is closed. */
type Way = ((visitor: Visitor) => Promise<unknown>) & { readonly opener?: string | RegExp };

/** A page or dialog that is looked at: how to get there, and until when to wait. */
export interface Stop {
  readonly name: string;
  /** The route of the editor that it is at, as its router spells it. */
  readonly route: string;
  /** Who looks: the owner, somebody whose key only views, or a browser without a key. */
  readonly by: 'owner' | 'viewer' | 'nobody';
  readonly at: (places: Places) => string;
  readonly arrive: Way;
  /** What opens over the page there: the components that draw it. */
  readonly opens?: readonly string[];
}

const dialog = ({ page }: Visitor) => page.getByRole('dialog').filter({ visible: true }).first();
const menu = ({ page }: Visitor) => page.getByRole('menu');
const menuSeen = (visitor: Visitor) => menu(visitor).waitFor();
const press = (visitor: Visitor, name: string | RegExp) => visitor.button(name).filter({ visible: true }).first().click();

/** Opens what a button opens. */
const opening = (name: string | RegExp, what = dialog): Way =>
  Object.assign(
    async (visitor: Visitor) => {
      await press(visitor, name);
      await what(visitor).waitFor();
    },
    what === dialog ? { opener: name } : {},
  );
/** An entry of a menu that a button opens. */
const chosen = (button: string | RegExp, item: string): Way =>
  Object.assign(
    async (visitor: Visitor) => {
      await press(visitor, button);
      await visitor.page.getByRole('menuitem', { name: item, exact: true }).click();
      await dialog(visitor).waitFor();
    },
    { opener: button },
  );
const keys =
  (...pressed: string[]) =>
  async ({ page }: Visitor) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
const seen = (text: string | RegExp) => (visitor: Visitor) => visitor.text(text).filter({ visible: true }).first().waitFor();
const node = (id: string) => (visitor: Visitor) => visitor.node(id).waitFor();
/** The canvas with what is done on it by keys, which comes a little after the nodes. */
const desk = async (visitor: Visitor) => {
  await visitor.node('answer').waitFor();
  await visitor.page.getByRole('button', { name: 'Tidy up', disabled: false }).waitFor();
};
const tab =
  (name: RegExp) =>
  async ({ page }: Visitor) => {
    await page.getByRole('tab', { name }).click();
  };
const then = (...steps: readonly Way[]): Way => {
  const opener = steps.findLast((step) => step.opener !== undefined)?.opener;
  return Object.assign(
    async (visitor: Visitor) => {
      for (const step of steps) await step(visitor);
    },
    opener === undefined ? {} : { opener },
  );
};

const stop = (name: string, by: Stop['by'], route: string, rest: Omit<Stop, 'name' | 'by' | 'route'>): Stop => ({
  name,
  by,
  route,
  ...rest,
});

/** At an address that is its own route. */
const plain =
  (path: string) =>
  ({ url }: Places) =>
    `${url}${path}`;
const orders = ({ url, house }: Places) => `${url}/workflows/${house.orders}`;
const workflow = '/workflows/$workflowId';
const execution = '/executions/$executionId';

/** Before anybody owns the engine; afterwards the link is used up. */
export const firstStops: readonly Stop[] = [
  stop('claim-incomplete', 'nobody', '/claim', { at: plain('/claim'), arrive: seen('The claim link is not complete') }),
  stop('claim', 'nobody', '/claim', {
    at: ({ claimLink }) => claimLink,
    arrive: (visitor) => visitor.page.getByLabel('Your name').waitFor(),
  }),
];

/** Pages on the day of the claim, when nothing was made or run yet. */
export const bareStops: readonly Stop[] = [
  stop('home-bare', 'owner', '/', { at: plain('/'), arrive: seen(/^Nothing waits for a decision/) }),
  stop('executions-bare', 'owner', '/executions', { at: plain('/executions'), arrive: seen('Nothing has run yet') }),
  stop('secrets-bare', 'owner', '/secrets', { at: plain('/secrets'), arrive: seen('No secret yet') }),
];

/** Every page and every dialog of the editor; `every-page.test.ts` fails when a route or a dialog of its source is not among them. */
export const stops: readonly Stop[] = [
  stop('claim-used', 'nobody', '/claim', { at: ({ claimLink }) => claimLink, arrive: seen('This engine has an owner') }),
  stop('sign-in', 'nobody', '/sign-in', {
    at: plain('/sign-in'),
    arrive: ({ page }) => page.getByLabel('Recovery phrase').waitFor(),
  }),
  stop('sign-in-file', 'nobody', '/sign-in', {
    at: plain('/sign-in'),
    arrive: then((visitor) => press(visitor, 'Use a key file'), seen('Sign in with a key file')),
  }),
  stop('sign-in-new-key', 'nobody', '/sign-in', {
    at: plain('/sign-in'),
    arrive: then((visitor) => press(visitor, 'I have no key yet'), seen('Your new key')),
  }),
  stop('share-link', 'nobody', '/share', {
    at: ({ url, house }) => `${url}/share#${house.linkSecret}`,
    arrive: seen('A workflow is shared with you'),
  }),
  stop('share-incomplete', 'nobody', '/share', { at: plain('/share'), arrive: seen('The link is not complete') }),
  stop('share-cut', 'nobody', '/share', { at: plain('/share#nonsense'), arrive: seen('The link is not complete') }),

  stop('home', 'owner', '/', { at: plain('/'), arrive: then(seen(/^Approve 250/), seen('2 failures')) }),
  stop('menu-appearance', 'owner', '/', { at: plain('/'), arrive: opening('Appearance', menu), opens: ['app/scheme-menu'] }),
  stop('menu-language', 'owner', '/', { at: plain('/'), arrive: opening(/^Language/, menu), opens: ['app/language-menu'] }),
  stop('menu-identity', 'owner', '/', { at: plain('/'), arrive: opening(/signed in as/, menu), opens: ['app/identity-menu'] }),
  stop('sign-out', 'owner', '/', {
    at: plain('/'),
    arrive: chosen(/signed in as/, 'Sign out of this browser'),
    opens: ['app/sign-out-dialog'],
  }),
  stop('home-answer', 'owner', '/', {
    at: plain('/'),
    arrive: opening('Answer with data'),
    opens: ['run-dock/answer-dialog'],
  }),
  stop('palette', 'owner', '/', {
    at: plain('/'),
    arrive: then(seen('2 failures'), keys('ControlOrMeta+k'), (visitor) => dialog(visitor).waitFor()),
    opens: ['app/palette/command-palette'],
  }),

  stop('workflows', 'owner', '/workflows', {
    at: plain('/workflows'),
    arrive: then(seen('Parcels, one by one'), seen('Orders')),
  }),
  stop('workflows-folder', 'owner', '/workflows', { at: plain('/workflows?folder=Shop'), arrive: seen('Daily report') }),
  stop('workflows-none', 'owner', '/workflows', { at: plain('/workflows?search=zzz'), arrive: seen('No workflow fits') }),
  stop('workflows-archive', 'owner', '/workflows', {
    at: plain('/workflows?archived=true'),
    arrive: seen(/Nothing is archived/),
  }),
  stop('workflow-menu', 'owner', '/workflows', {
    at: plain('/workflows'),
    arrive: opening('More for Orders', menu),
    opens: ['pages/workflows/workflow-menu'],
  }),
  stop('filing', 'owner', '/workflows', {
    at: plain('/workflows'),
    arrive: chosen('More for Orders', 'Folder and tags'),
    opens: ['pages/workflows/folders/filing-dialog'],
  }),
  stop('rename-folder', 'owner', '/workflows', {
    at: plain('/workflows'),
    arrive: then(async ({ page }) => {
      await page.getByRole('link', { name: /^Shop \d/ }).hover();
    }, opening('Rename the folder Shop')),
    opens: ['pages/workflows/folders/rename-dialog'],
  }),

  stop('canvas', 'owner', workflow, { at: orders, arrive: then(node('answer'), seen(/is running/)) }),
  stop('canvas-far', 'owner', workflow, {
    at: orders,
    arrive: then(desk, keys('-', '-', '-', '-')),
  }),
  stop('run', 'owner', workflow, {
    at: orders,
    arrive: then(node('answer'), (visitor) => press(visitor, 'Run'), seen('"gold"')),
  }),
  stop('step', 'owner', workflow, {
    at: orders,
    arrive: then(
      node('answer'),
      (visitor) => press(visitor, 'Run'),
      seen('"gold"'),
      (visitor) => visitor.node('sum').click(),
      tab(/^Parameters/),
    ),
  }),
  stop('step-settings', 'owner', workflow, {
    at: orders,
    arrive: then((visitor) => visitor.node('sum').click(), tab(/^Settings/)),
  }),
  stop('step-choices', 'owner', workflow, {
    at: orders,
    arrive: then(
      (visitor) => visitor.node('sum').click(),
      tab(/^Settings/),
      ({ page }) => page.getByRole('complementary').getByRole('combobox').first().click(),
      ({ page }) => page.getByRole('option').first().waitFor(),
    ),
  }),
  stop('step-output', 'owner', workflow, {
    at: ({ url, house }) => `${url}/workflows/${house.orders}?run=${house.runs.completed}&node=order`,
    arrive: then(node('order'), tab(/^Output/), seen('A-17')),
  }),
  stop('code-large', 'owner', workflow, {
    at: orders,
    // It goes back into the text.
    arrive: then(
      (visitor) => visitor.node('order').click(),
      tab(/^Parameters/),
      (visitor) => press(visitor, /^Enlarge/),
      (visitor) => dialog(visitor).waitFor(),
    ),
    opens: ['expressions/code-field'],
  }),
  stop('step-large', 'owner', workflow, {
    at: ({ url, house }) => `${url}/workflows/${house.orders}?run=${house.runs.completed}&node=sum`,
    arrive: then(
      (visitor) => visitor.node('sum').dblclick(),
      (visitor) => dialog(visitor).waitFor(),
    ),
    opens: ['step-panel/step-view'],
  }),
  stop('pin', 'owner', workflow, {
    at: orders,
    arrive: then(
      (visitor) => visitor.node('sum').click(),
      keys('Shift+P'),
      (visitor) => dialog(visitor).waitFor(),
    ),
    opens: ['pins/pin-dialog'],
  }),
  stop('node-picker', 'owner', workflow, {
    at: orders,
    arrive: then(desk, keys('a'), ({ page }) => page.getByRole('dialog', { name: 'Add a node' }).waitFor()),
  }),
  stop('workflow-settings', 'owner', workflow, {
    at: orders,
    arrive: then(desk, opening('Settings of the workflow')),
    opens: ['pages/workflow/settings/workflow-settings-dialog'],
  }),
  stop('canvas-menu', 'owner', workflow, {
    at: orders,
    arrive: then(
      desk,
      ({ page }) => page.locator('.react-flow__pane').click({ button: 'right', position: { x: 40, y: 60 } }),
      menuSeen,
    ),
    opens: ['parts/spot-menu'],
  }),
  stop('canvas-menu-node', 'owner', workflow, {
    at: orders,
    arrive: then(desk, (visitor) => visitor.node('sum').click({ button: 'right' }), menuSeen),
  }),
  stop('canvas-palette', 'owner', workflow, {
    at: orders,
    arrive: then(desk, keys('ControlOrMeta+k'), (visitor) => dialog(visitor).waitFor()),
  }),
  stop('shortcuts', 'owner', workflow, {
    at: orders,
    arrive: then(desk, keys('?'), (visitor) => dialog(visitor).waitFor()),
    opens: ['app/palette/shortcut-list'],
  }),
  stop('run-input', 'owner', workflow, {
    at: orders,
    arrive: then(node('answer'), opening('Run with an input')),
    opens: ['pages/workflow/run-input-dialog'],
  }),
  stop('publish', 'owner', workflow, {
    at: orders,
    arrive: then(node('answer'), opening('Publish'), seen(/^Since version/)),
    opens: ['versions/publish-dialog'],
  }),
  stop('history', 'owner', workflow, {
    at: ({ url, house }) => `${url}/workflows/${house.orders}?history=draft`,
    arrive: then((visitor) => dialog(visitor).waitFor(), seen('The beginning')),
    opens: ['versions/history-dialog'],
  }),
  stop('share', 'owner', workflow, {
    at: orders,
    arrive: then(node('answer'), opening('Share'), seen('For the warehouse')),
    opens: ['pages/workflow/share/share-dialog', 'pages/workflow/share/share-row'],
  }),
  stop('problems', 'owner', workflow, {
    at: ({ url, house }) => `${url}/workflows/${house.incomplete}`,
    arrive: then(node('crm'), (visitor) => press(visitor, /problems to fix/), seen(/No installed module provides/)),
  }),
  stop('failed-step', 'owner', workflow, {
    at: ({ url, house }) => `${url}/workflows/${house.broken}?run=${house.runs.failed}&node=check`,
    arrive: seen(/customer 2 has no mail address/),
  }),
  stop('canvas-empty', 'owner', workflow, {
    at: plain('/workflows'),
    arrive: then((visitor) => press(visitor, 'New workflow'), seen('What starts this workflow?'), seen('Page by page')),
  }),
  // It stays open on the canvases that come after it.
  stop('outline', 'owner', workflow, {
    at: orders,
    arrive: then(desk, keys('o'), ({ page }) => page.getByRole('treeitem').first().waitFor()),
  }),
  stop('outline-menu', 'owner', workflow, {
    at: orders,
    arrive: then(desk, ({ page }) => page.getByRole('treeitem').first().click(), keys('Shift+F10'), menuSeen),
  }),
  stop('canvas-gone', 'owner', workflow, { at: plain('/workflows/nope'), arrive: seen(/^There is no/) }),
  stop('canvas-viewer', 'viewer', workflow, { at: orders, arrive: then(node('answer'), seen('View only')) }),

  stop('executions', 'owner', '/executions', { at: plain('/executions'), arrive: seen('Approval') }),
  stop('executions-chosen', 'owner', '/executions', {
    at: plain('/executions?status=failed'),
    arrive: then(seen(/^Sync customers/), ({ page }) =>
      page.getByRole('checkbox', { name: 'Select all that are listed' }).check(),
    ),
  }),
  stop('executions-none', 'owner', '/executions', { at: plain('/executions?search=zzz'), arrive: seen('No execution fits') }),
  stop('execution-menu', 'owner', '/executions', {
    at: plain('/executions'),
    arrive: opening(/^More for Approval/, menu),
    opens: ['pages/executions/execution-menu'],
  }),
  stop('execution-menu-ended', 'owner', '/executions', {
    at: plain('/executions?status=failed'),
    arrive: opening(/^More for Sync customers/, menu),
  }),
  stop('executions-by-workflow', 'owner', '/executions', {
    at: plain('/executions'),
    arrive: then(seen('Approval'), async ({ page }) => {
      await page.getByRole('combobox', { name: 'Workflow' }).click();
      await page.getByRole('option', { name: 'Orders' }).waitFor();
    }),
  }),
  stop('tip', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: async (visitor) => {
      await visitor
        .button(/^Revoke the key of/)
        .first()
        .hover();
      await visitor.page.getByRole('tooltip').waitFor();
    },
  }),
  stop('cancel-execution', 'owner', '/executions', {
    at: plain('/executions?status=waiting'),
    arrive: chosen(/^More for Approval/, 'Cancel'),
    opens: ['pages/executions/use-execution-actions', 'parts/confirm-dialog'],
  }),
  stop('execution', 'owner', execution, {
    at: ({ url, house }) => `${url}/executions/${house.runs.completed}`,
    arrive: then(node('answer'), seen(/"gold"/)),
  }),
  stop('execution-failed', 'owner', execution, {
    at: ({ url, house }) => `${url}/executions/${house.runs.failed}?node=check`,
    arrive: seen(/customer 2 has no mail address/),
  }),
  stop('execution-waiting', 'owner', execution, {
    at: ({ url, house }) => `${url}/executions/${house.runs.waiting}`,
    arrive: seen('Approve 250 for request R-5?'),
  }),
  stop('execution-cancel', 'owner', execution, {
    at: ({ url, house }) => `${url}/executions/${house.runs.waiting}`,
    arrive: then(seen('Approve 250 for request R-5?'), opening('Cancel')),
    opens: ['run-dock/run-dock'],
  }),
  stop('execution-paused', 'owner', execution, {
    at: ({ url, house }) => `${url}/executions/${house.runs.paused}`,
    arrive: seen(/Paused by a person/),
  }),
  stop('execution-gone', 'owner', execution, { at: plain('/executions/nope'), arrive: seen(/^There is no/) }),

  stop('secrets', 'owner', '/secrets', { at: plain('/secrets'), arrive: seen('PAYMENT_KEY') }),
  stop('secret', 'owner', '/secrets', {
    at: plain('/secrets'),
    arrive: opening('Add a secret'),
    opens: ['pages/secrets/secret-dialog'],
  }),
  stop('secret-delete', 'owner', '/secrets', {
    at: plain('/secrets'),
    arrive: then(opening('Delete the secret CRM_TOKEN'), seen('Leads')),
    opens: ['pages/secrets/delete-secret-dialog'],
  }),
  stop('secrets-viewer', 'viewer', '/secrets', { at: plain('/secrets'), arrive: seen('Secrets are for builders') }),

  stop('keys', 'owner', '/settings/keys', { at: plain('/settings/keys'), arrive: seen('Katherine Johnson') }),
  stop('key-add', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Add a key'),
    opens: ['pages/keys/add-key-dialog'],
  }),
  stop('key-edit', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Name and role of Grace Hopper'),
    opens: ['pages/keys/edit-key-dialog'],
  }),
  stop('key-revoke', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Revoke the key of Grace Hopper'),
    opens: ['pages/keys/revoke-key-dialog'],
  }),
  stop('key-phrase', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Show my phrase'),
    opens: ['pages/keys/show-phrase-dialog'],
  }),
  stop('key-file', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Save a key file'),
    opens: ['pages/keys/save-key-dialog'],
  }),
  stop('key-replace', 'owner', '/settings/keys', {
    at: plain('/settings/keys'),
    arrive: opening('Replace this key'),
    opens: ['pages/keys/replace-key-dialog'],
  }),
  stop('keys-viewer', 'viewer', '/settings/keys', { at: plain('/settings/keys'), arrive: seen('Keys are for admins') }),
  stop('engine', 'owner', '/settings/engine', { at: plain('/settings/engine'), arrive: seen('SLUICE_RETENTION_DAYS') }),
  stop('engine-viewer', 'viewer', '/settings/engine', {
    at: plain('/settings/engine'),
    arrive: seen('The settings are for builders.'),
  }),
  stop('about-viewer', 'viewer', '/about', { at: plain('/about'), arrive: seen('Key of the engine') }),
  stop('about', 'owner', '/about', { at: plain('/about'), arrive: seen('Key of the engine') }),
  stop('not-found', 'owner', '*', { at: plain('/no/such/page'), arrive: seen('There is nothing here') }),
];
