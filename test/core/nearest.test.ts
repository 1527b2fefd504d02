import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/core/nearest.ts';

const KEYS = ['target', 'layer', 'max-age', 'min-samples', 'due', 'unit', 'guarded-by'];

describe('nearest', () => {
  it.each([
    ['traget', 'target'],
    ['targets', 'target'],
    ['max_age', 'max-age'],
    ['maxAge', 'max-age'],
    ['min-sample', 'min-samples'],
    ['guardedby', 'guarded-by'],
    ['duo', 'due'],
    ['colour', null],
    ['x', null],
    ['', null],
    ['t'.repeat(200), null],
  ])('%s means %s', (written, meant) => {
    expect(nearest(written, KEYS)).toBe(meant);
  });
});
