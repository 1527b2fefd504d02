import { describe, expect, it } from 'vitest';
import { TEMPLATE_NAMES, templateCriteria } from '../../../../src/command-line/start/templates/index.ts';
import { loadCriteria } from '../../../../src/criteria/load-criteria.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12);

describe.each(TEMPLATE_NAMES)('the template %s', (name) => {
  it('leaves open what it is for, who answers for it, and why its growth would be good', async () => {
    const { findings } = await loadCriteria(templateCriteria(name, 'f', NOW_MS), 'gate.yml', undefined, NOW_MS);
    const open = findings.filter(({ code }) => code === 'placeholder').map(({ args }) => args['key']);
    const asked = ['title', 'owner', 'launch-date', 'north-star.value-question', 'north-star.review-by'];
    expect(open).toEqual(expect.arrayContaining(asked));
  });
});
