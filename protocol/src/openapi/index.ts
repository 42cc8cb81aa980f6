export * from './create-openapi.ts';
