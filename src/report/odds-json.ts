import type { Chance } from '../core/odds.ts';
import type { OddsRow, OddsTable } from '../core/odds-table.ts';

/** The odds before there is data, for programs: shares of 1, `null` where nothing does; keys in snake case. */
export function oddsReport(table: OddsTable) {
  return {
    metrics: table.rows.map(rowReport),
    without: table.without.map(({ criterion, why }) => ({ metric: criterion.id, required: criterion.required, why })),
    joint:
      table.joint === null
        ? null
        : {
            metrics: table.joint.metrics,
            better_by_5_points: table.joint.better5,
            better_by_10_points: table.joint.better10,
            assumes: 'independence',
          },
  };
}

function rowReport({ criterion, odds, samples }: OddsRow) {
  return {
    metric: criterion.id,
    required: criterion.required,
    confidence: odds.confidence,
    samples: odds.samples,
    needs:
      odds.needs === null
        ? null
        : { comparison: odds.better === 'higher' ? 'at least' : 'at most', successes: odds.needs },
    chances: {
      at_target: chanceReport(odds.atTarget),
      better_by_5_points: chanceReport(odds.better5),
      better_by_10_points: chanceReport(odds.better10),
    },
    least_samples: samples.least,
    samples_for_80_percent: { better_by_5_points: samples.likely5, better_by_10_points: samples.likely10 },
  };
}

function chanceReport({ level, perfect, chance }: Chance) {
  return { level, perfect, chance };
}
