import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRunningInstance, removeRunningFile, writeRunningFile } from './running-file.ts';

const path = join(mkdtempSync(join(tmpdir(), 'sluice-running-')), 'running.json');

describe('the running file', () => {
  it('names the instance while its process lives', () => {
    writeRunningFile(path, { url: 'http://127.0.0.1:4701', pid: process.pid });
    expect(findRunningInstance(path)).toEqual({ url: 'http://127.0.0.1:4701', pid: process.pid });
    removeRunningFile(path);
    expect(findRunningInstance(path)).toBeUndefined();
  });

  it('counts for nothing once its process is gone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeRunningFile(path, { url: 'http://127.0.0.1:4701', pid });
    expect(findRunningInstance(path)).toBeUndefined();
  });

  it.each(['', '{', '[]', '{"url":1,"pid":1}'])('counts for nothing when it holds %j', (content) => {
    writeFileSync(path, content);
    expect(findRunningInstance(path)).toBeUndefined();
  });
});
