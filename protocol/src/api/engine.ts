import { z } from 'zod';
import { workflowDocument } from '../document/workflow-document.ts';
import { moduleManifest } from '../module/module-manifest.ts';
import { endpoint } from './endpoint.ts';

export const listModules = endpoint({
  name: 'listModules',
  method: 'GET',
  path: '/v1/modules',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'any' },
  summary: 'The installed modules and their node types.',
  response: z.strictObject({ modules: z.array(moduleManifest.omit({ guest: true })) }),
});
export const listTemplates = endpoint({
  name: 'listTemplates',
  method: 'GET',
  path: '/v1/templates',
  server: 'engine',
  access: 'viewer',
  summary: 'Sample workflows that run without credentials.',
  response: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), title: z.string(), summary: z.string(), document: workflowDocument })),
  }),
});
export const getEngineInfo = endpoint({
  name: 'getEngineInfo',
  method: 'GET',
  path: '/v1/engine',
  server: 'engine',
  access: 'viewer',
  summary: 'Version, storage and load of the engine.',
  response: z.strictObject({
    version: z.string(),
    nodeVersion: z.string(),
    storage: z.string(),
    workers: z.int(),
    executions: z.record(z.string(), z.int()),
    uptimeMs: z.int(),
  }),
});

/** One setting as it is in force: its variable, its value for people to read, and whether somebody set it. Never a secret. */
const settingView = z.strictObject({ name: z.string(), value: z.string(), source: z.enum(['environment', 'default']) });

export const getEngineSettings = endpoint({
  name: 'getEngineSettings',
  method: 'GET',
  path: '/v1/engine/settings',
  server: 'engine',
  access: 'builder',
  summary: 'What the engine is configured with, and the limits that it keeps to.',
  response: z.strictObject({
    settings: z.array(settingView),
    limits: z.array(z.strictObject({ name: z.string(), value: z.number(), unit: z.enum(['ms', 'bytes', 'count']) })),
  }),
});
export const getGatewaySettings = endpoint({
  name: 'getGatewaySettings',
  method: 'GET',
  path: '/v1/gateway/settings',
  server: 'gateway',
  access: 'builder',
  summary: 'What the gateway is configured with.',
  response: z.strictObject({ version: z.string(), nodeVersion: z.string(), settings: z.array(settingView) }),
});

const secretName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/);
export const secretSummary = z.strictObject({
  name: secretName,
  hosts: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export const listSecrets = endpoint({
  name: 'listSecrets',
  method: 'GET',
  path: '/v1/secrets',
  server: 'engine',
  access: 'builder',
  summary: 'Names and bindings of the secrets; never a value (I7).',
  response: z.strictObject({ items: z.array(secretSummary) }),
});
export const putSecret = endpoint({
  name: 'putSecret',
  method: 'PUT',
  path: '/v1/secrets/{name}',
  server: 'engine',
  access: 'admin',
  summary: 'Stores a secret, encrypted, bound to the hosts it may be sent to.',
  params: z.strictObject({ name: secretName }),
  body: z.strictObject({ value: z.string().max(65_536), hosts: z.array(z.string()) }),
  response: secretSummary,
});
export const listSecretUses = endpoint({
  name: 'listSecretUses',
  method: 'GET',
  path: '/v1/secrets/{name}/uses',
  server: 'engine',
  access: 'builder',
  summary: 'The workflows whose draft or active version names a secret, with the nodes that do.',
  params: z.strictObject({ name: secretName }),
  response: z.strictObject({
    items: z.array(
      z.strictObject({ workflowId: z.string(), workflowName: z.string(), isActive: z.boolean(), nodes: z.array(z.string()) }),
    ),
  }),
});
export const deleteSecret = endpoint({
  name: 'deleteSecret',
  method: 'DELETE',
  path: '/v1/secrets/{name}',
  server: 'engine',
  access: 'admin',
  summary: 'Deletes a secret.',
  params: z.strictObject({ name: secretName }),
  status: 204,
});

export type SettingView = z.infer<typeof settingView>;
export type SecretSummary = z.infer<typeof secretSummary>;
