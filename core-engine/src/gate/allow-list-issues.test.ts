import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { allowListIssues } from './allow-list-issues.ts';

const issuesOf = (effects: string[] | undefined) =>
  allowListIssues(
    workflowDocument.parse({ format: 'sluice/1', name: 'w', nodes: {}, settings: effects === undefined ? {} : { effects } }),
  );

describe('allowListIssues', () => {
  it('finds nothing wrong with patterns, nor with no list at all', () => {
    expect(issuesOf(undefined)).toEqual([]);
    expect(
      issuesOf([
        '* *',
        'get http',
        'get https://*.example.com:8443/a/*',
        'get http://127.0.0.1:*',
        '* kv:*',
        'run workflow:abc',
        'sleep *',
      ]),
    ).toEqual([]);
  });

  it.each([
    ['https://api.example.com', 'is no pattern'],
    ['get', 'is no pattern'],
    ['get https:api', 'is no pattern'],
    ['get https://a b', 'is no pattern'],
    ['get ftp://x', 'scheme "ftp"'],
    ['fetch http', 'verb "fetch"'],
    ['get log', 'verb "get"'],
  ])('names the line %s', (line, says) => {
    const [issue, ...more] = issuesOf(['* kv', line]);
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'param_invalid', pointer: '/settings/effects/1' });
    expect(issue?.message).toContain(says);
  });
});
