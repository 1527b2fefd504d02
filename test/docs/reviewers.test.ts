import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { run } from '../../src/run.ts';
import { localWorld } from '../../src/world.ts';
import { textOf } from './pages.ts';

const PAGE = textOf('docs/reviewers.md');
const NOW = Date.UTC(2026, 10, 22, 12);
const CRITERIA = `version: 1
feature: wiki-assistant
stage: limited
metrics:
  retrieval_recall_at_5: { layer: model, target: ">= 0.90", unit: ratio }
  answer_correctness: { layer: task, target: ">= 0.80", unit: ratio }
  doc_freshness:
    layer: task
    target: ">= 0.90"
    unit: ratio
    confidence: 95%
    min-samples: 300
    provisional: { until: 2026-12-15, reason: "300 by then" }
  ticket_deflection_rate: { layer: business, target: ">= 0.40", unit: ratio, guarded-by: [recontact_48h] }
  recontact_48h: { layer: product, target: "<= 0.12", unit: ratio }
  repeat_query_rate:
    layer: product
    target: "<= 0.10"
    unit: ratio
    indicator: leading
    alert: { when: "> 0.15", within: 24h, notifies: "#wiki-oncall" }
`;

const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-reviewers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The comment on criteria over evidence with this share of users who come back. */
async function commentWith(recontact: number): Promise<string> {
  const criteriaFile = path.join(folder, 'gate.yml');
  writeFileSync(criteriaFile, CRITERIA);
  const metrics = {
    ...{ retrieval_recall_at_5: 0.95, answer_correctness: 0.9, repeat_query_rate: 0.05, ticket_deflection_rate: 0.5 },
    ...{ doc_freshness: { successes: 58, sample_size: 60 }, recontact_48h: recontact },
  };
  writeFileSync(path.join(folder, 'values.json'), JSON.stringify({ observed_at: '2026-11-22T10:00:00Z', metrics }));
  const inputs = {
    ...{ criteriaPath: 'gate.yml', criteriaFile, values: ['values.json'] },
    ...{ stage: null, pullRequest: null, allowedHosts: null },
  };
  const outcome = await run(inputs, localWorld({ workspaceRoot: folder, nowMs: NOW, commit: null, env: {} }));
  return renderMarkdown(outcome, { maxBytes: 100_000 });
}

describe('the page for reviewers', () => {
  it('does not end with the first line where a go is to be read with care', async () => {
    const comment = await commentWith(0.05);
    expect(comment).toMatch(/^## ✅ GO/);
    expect(comment).toContain('**Read with care:**');
    expect(PAGE).toContain('✅ GO and no **Read with care** follows, you are done');
  });

  it('explains the marks that stand beside names', async () => {
    const comment = await commentWith(0.3);
    for (const mark of ['guard `recontact_48h` fails', 'provisional, 23 days left']) {
      expect(comment).toMatch(new RegExp(`^\\| .* \\(${mark}`, 'm'));
      expect(PAGE).toMatch(new RegExp(`^\\| ${mark}`, 'm'));
    }
  });
});
