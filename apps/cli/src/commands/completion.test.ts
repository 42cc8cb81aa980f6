import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { createTestContext } from '../testing/create-test-context.ts';

async function scriptFor(shell: string): Promise<string> {
  const context = createTestContext();
  expect(await runCli(['completion', shell], context)).toBe(0);
  return context.output();
}

/** What bash offers for the words, the last of which is being typed. */
async function complete(...words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const script = `${await scriptFor('bash')}\nCOMP_WORDS=(${quoted})\nCOMP_CWORD=${words.length - 1}\n_sluice\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', timeout: 5000 }).trim().split('\n');
}

describe('completion', () => {
  it('offers commands, subcommands and options in bash', async () => {
    expect(await complete('sluice', 'ex')).toEqual(['executions']);
    expect(await complete('sluice', 'executions', 're')).toEqual(['replay', 'retry', 'resume', 'resolve']);
    expect(await complete('sluice', 'workflows', 'file', 'w1', '--t')).toEqual(['--tag']);
    expect(await complete('sluice', 'run', 'file.json', '--in')).toEqual(['--input']);
    expect(await complete('sluice', 'workflows', 'export', 'w1', '--y')).toEqual(['--yaml']);
  });

  it('offers nothing, and ends, for words that it does not know', async () => {
    expect(await complete('sluice', 'frob', 'x', 'zzz')).toEqual(['']);
  });

  it('writes scripts for zsh and fish that name every command', async () => {
    for (const shell of ['zsh', 'fish']) expect(await scriptFor(shell)).toMatch(/replay/);
  });
});
