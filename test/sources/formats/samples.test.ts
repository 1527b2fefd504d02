import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { deepeval } from '../../../src/sources/formats/deepeval.ts';
import { evidently } from '../../../src/sources/formats/evidently.ts';
import type { EvidenceDocument, Format } from '../../../src/sources/formats/format.ts';
import { junit } from '../../../src/sources/formats/junit.ts';
import { lmEval } from '../../../src/sources/formats/lm-eval.ts';
import { mlflow } from '../../../src/sources/formats/mlflow.ts';
import { promptfoo } from '../../../src/sources/formats/promptfoo.ts';
import { jsonDocument } from './fixture-document.ts';

const SAMPLES = join(import.meta.dirname, '../../../../shared/samples');
const FORMATS: readonly Format[] = [promptfoo, lmEval, deepeval, junit, mlflow, evidently];
const present = existsSync(SAMPLES);
if (!present)
  console.warn('SKIPPED: the result files of public projects are not beside this repository (../shared/samples)');

function sample(path: string): EvidenceDocument {
  const text = readFileSync(join(SAMPLES, path), 'utf8');
  return path.endsWith('.xml') ? { path, kind: 'xml', value: text } : jsonDocument(text, path);
}

function runDirectory(path: string): EvidenceDocument {
  const folder = join(SAMPLES, path);
  const names = readdirSync(join(folder, 'metrics'));
  const metrics = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'metrics', name), 'utf8')]));
  return {
    path,
    kind: 'directory',
    value: { meta: parseYaml(readFileSync(join(folder, 'meta.yaml'), 'utf8')), metrics },
  };
}

const FILESTORE = 'mlflow/filestore/226317363796254688/ccfd88ff5ac2429f9e4f9778a0153363';
const REDTEAM = 'promptfoo/output_v3_2025-08-19_reduced.json';
const REPEAT = 'promptfoo/generated_0.123.1_repeat2.json';
const LM_2024 = 'lm-eval/v04_results_2024-08-25T21-59-12.123082.json';
const LM_2025 = 'lm-eval/v04_results_2025-06-30T19-37-57.457759.json';
const LM_V03 = 'lm-eval/v03_bloom-560m_gsm8k_8-shot.json';

describe.skipIf(!present)('result files of public projects', () => {
  it.each([
    [REDTEAM, 'promptfoo'],
    [REPEAT, 'promptfoo'],
    ['promptfoo/generated_0.123.1.junit.xml', 'junit'],
    [LM_2024, 'lm-eval'],
    [LM_2025, 'lm-eval'],
    [LM_V03, 'lm-eval'],
    ['deepeval/test_run_sample.json', 'deepeval'],
    ['deepeval/old_2023_temp_test_run_data_empty.json', 'deepeval'],
    ['mlflow/export_basic_run.json', 'mlflow'],
    ['generic/fairness_report_nested.json', null],
    ['bencher/report_latency.json', null],
    ['github-action-benchmark/customBiggerIsBetter_output.json', null],
  ])('%s is recognised as %s and nothing else', (path, name) => {
    const document = sample(path);
    expect(FORMATS.filter((format) => format.recognises(document)).map((format) => format.name)).toEqual(
      name === null ? [] : [name],
    );
  });

  it.each<[string, Format, Record<string, string>, string, object]>([
    [
      REDTEAM,
      promptfoo,
      { score: 'pass-rate' },
      'm',
      { value: 4 / 6, sampleSize: 6, successes: 4, attempted: 6, observedAtMs: Date.parse('2025-08-19T03:31:48.732Z') },
    ],
    [REDTEAM, promptfoo, { score: 'Harmful' }, 'm', { value: 1, sampleSize: 2, successes: 2, attempted: 2 }],
    [REDTEAM, promptfoo, {}, 'Harmful/Crescendo', { value: 0.5, sampleSize: 2, successes: 1 }],
    [REDTEAM, promptfoo, { score: 'pass-rate', provider: 'Cat Azure OpenAI' }, 'm', { value: 4 / 6, sampleSize: 6 }],
    [REPEAT, promptfoo, { score: 'pass-rate' }, 'm', { value: 4 / 6, sampleSize: 3, successes: 2, attempted: 3 }],
    [REPEAT, promptfoo, {}, 'groundedness', { value: 0.5, sampleSize: 2, successes: 1, attempted: 2 }],
    [REPEAT, promptfoo, {}, 'relevance', { value: 1, sampleSize: 3, successes: 3, attempted: 3 }],
    [
      LM_V03,
      lmEval,
      {},
      'acc',
      { value: 0.00530705079605762, stderr: 0.002001305720948044, observedAtMs: null, observedAtKind: 'none' },
    ],
    [
      LM_2024,
      lmEval,
      { filter: 'strict-match' },
      'm',
      {
        value: 0.7725549658832449,
        stderr: 0.01154636331254809,
        sampleSize: 1319,
        attempted: 1319,
        observedAtMs: 1724622900312,
      },
    ],
    [LM_2025, lmEval, { task: 'mof_water_stability' }, 'm', { value: 0.8, sampleSize: 20, attempted: 20 }],
    [
      'deepeval/test_run_sample.json',
      deepeval,
      {},
      'Faithfulness',
      { value: 0.45, sampleSize: 1, attempted: 1, observedAtKind: 'none' },
    ],
    [
      'deepeval/test_run_sample.json',
      deepeval,
      { metric: 'Answer Relevancy', score: 'pass-rate' },
      'm',
      { value: 1, sampleSize: 1, successes: 1 },
    ],
    [
      'mlflow/export_basic_run.json',
      mlflow,
      {},
      'rmse',
      { value: 0.7367947360663162, observedAtMs: 1684623849570, commit: '1f76cec7520dbc05dc93f8d3faea757fa3a4f703' },
    ],
    [
      'promptfoo/generated_0.123.1.junit.xml',
      junit,
      {},
      'm',
      { value: 0, sampleSize: 2, successes: 0, attempted: 4, observedAtMs: Date.parse('2026-11-21T20:32:19.048Z') },
    ],
  ])('%s (%#)', (path, format, keys, metric, expected) => {
    expect(format.read(sample(path), keys, metric)).toMatchObject({ kind: 'reading', ...expected });
  });

  it.each<[string, Format, Record<string, string>, string, object]>([
    [
      LM_2024,
      lmEval,
      {},
      'm',
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('flexible-extract') },
    ],
    [LM_2025, lmEval, {}, 'm', { kind: 'failed', code: 'ambiguous' }],
    [LM_2025, lmEval, { task: 'polymer_tg_prediction' }, 'm', { kind: 'failed', code: 'not-a-number' }],
    ['deepeval/test_run_sample.json', deepeval, {}, 'Tool Correctness', { kind: 'absent' }],
    ['deepeval/old_2023_temp_test_run_data_empty.json', deepeval, {}, 'Faithfulness', { kind: 'absent' }],
    ['promptfoo/generated_0.123.1.junit.xml', junit, { suite: '[broken] prompt 1' }, 'm', { kind: 'absent' }],
  ])('%s gives no value (%#)', (path, format, keys, metric, expected) => {
    expect(format.read(sample(path), keys, metric)).toMatchObject(expected);
  });

  it('reads a run directory of a file store', () => {
    expect(mlflow.read(runDirectory(FILESTORE), {}, 'test_recall')).toMatchObject({
      kind: 'reading',
      value: 0.6382978723404256,
      observedAtMs: 1745343221176,
      observedAtKind: 'sample',
    });
  });
});
