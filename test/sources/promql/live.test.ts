import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedOf } from '../../../src/sources/promql/constant.ts';
import { parsePromql } from '../../../src/sources/promql/parse-promql.ts';
import { readPromql } from '../../../src/sources/promql/read-promql.ts';
import { type MetricsTarget, startMetricsTarget } from '../../servers/metrics-target.ts';
import { areInstalled } from '../../servers/program.ts';
import { type Prometheus, startPrometheus } from '../../servers/prometheus.ts';
import { queries } from './queries.ts';

const APPLICATION = 'here{model="a"} 1\nhere{model="b"} 2\nalso{model="a"} 3\nalso{model="c"} 4\n';

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

describe.skipIf(!areInstalled('prometheus'))(
  'what is read of a query, against what a real Prometheus makes of it',
  () => {
    let target: MetricsTarget;
    let prometheus: Prometheus;
    beforeAll(async () => {
      target = await startMetricsTarget(APPLICATION);
      prometheus = await startPrometheus({ targets: { app: target.address } });
      await prometheus.untilValues('here', ['1', '2']);
    }, 60_000);
    afterAll(async () => {
      await prometheus?.stop();
      await target?.stop();
    });

    /** The series of an answer; `null` where the server refuses the query. */
    async function ask(query: string): Promise<readonly Series[] | null> {
      const answer = await fetch(`${prometheus.url}/api/v1/query`, {
        method: 'POST',
        body: new URLSearchParams({ query }),
      });
      const { status, data } = (await answer.json()) as {
        status: string;
        data: { resultType: string; result: unknown };
      };
      if (status !== 'success') return null;
      if (data.resultType === 'vector') return data.result as Series[];
      return data.resultType === 'scalar' ? [{ metric: {}, value: data.result as Series['value'] }] : [];
    }

    it('reads whatever the server takes, and finds every query that answers without data', async () => {
      let [taken, numbers] = [0, 0];
      const property = fc.asyncProperty(queries(['missing', 'gone']), async (query) => {
        const series = await ask(query);
        if (series === null) return;
        taken += 1;
        const reading = readPromql(query);
        expect(reading, query).not.toBeNull();
        const answers = series.some(({ value }) => !Number.isNaN(Number(value[1])));
        if (answers) numbers += 1;
        if (answers) expect(reading?.answersWithoutData, query).toBe(true);
      });
      await fc.assert(property, { numRuns: 400, endOnFailure: false });
      expect(taken).toBeGreaterThan(50);
      expect(numbers).toBeGreaterThan(20);
    }, 60_000);

    it('takes for fixed only what the server gives no other number for', async () => {
      let checked = 0;
      const property = fc.asyncProperty(queries(['here', 'also', 'missing']), async (query) => {
        if (readPromql(query) === null) return;
        const value = fixedOf(parsePromql(query))?.value ?? null;
        const series = value === null ? null : await ask(query);
        for (const one of series ?? []) {
          const given = Number(one.value[1].replace('Inf', 'Infinity'));
          if (Number.isNaN(given)) continue;
          checked += 1;
          expect(given, query).toBeCloseTo(Number(value), 6);
        }
      });
      await fc.assert(property, { numRuns: 800, endOnFailure: false });
      expect(checked).toBeGreaterThan(20);
    }, 60_000);

    it('knows every label that a result carries', async () => {
      let checked = 0;
      const property = fc.asyncProperty(queries(['here', 'also', 'missing']), async (query) => {
        const labels = readPromql(query)?.outputLabels ?? null;
        const series = labels === null ? null : await ask(query);
        for (const { metric } of series ?? []) {
          checked += 1;
          const carried = Object.keys(metric).filter((label) => label !== '__name__');
          expect(labels, query).toEqual(expect.arrayContaining(carried));
        }
      });
      await fc.assert(property, { numRuns: 400 });
      expect(checked).toBeGreaterThan(50);
    }, 60_000);
  },
);
