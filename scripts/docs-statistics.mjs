// The tables of the page on statistics, computed by the gate's own functions.
import { cell, table } from './docs-markdown.mjs';

const percent = (share) => (share < 0.001 ? 'under 0.1 %' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`);
const TARGET = 0.8;
const ALPHA = 0.05;

/** Fewest successes of `trials` that pass a target exactly. */
function fewest(trials, target, alpha, binomialAtLeast) {
  let successes = Math.ceil(trials * target);
  while (binomialAtLeast(successes, trials, target) > alpha) successes += 1;
  return successes;
}

/** How often a system that misses its target passes all the same, by point and by interval. */
export async function luck({ built }) {
  const { binomialAtLeast } = await built('core/statistics/binomial-tails.js');
  const truths = [TARGET, TARGET - 0.02, TARGET - 0.05];
  const rows = [50, 100, 500].map((trials) => {
    const byPoint = Math.ceil(trials * TARGET - 1e-9);
    const byInterval = fewest(trials, TARGET, ALPHA, binomialAtLeast);
    const passes = (least) => truths.map((truth) => percent(binomialAtLeast(least, trials, truth)));
    return [String(trials), ...passes(byPoint), ...passes(byInterval)];
  });
  const says = truths.map((truth) => `truth ${truth.toFixed(2)}`);
  return [
    'Chance to pass `>= 0.80`, comparing the point, and with `confidence: 95%`:',
    table(['n', ...says.map((one) => `point, ${one}`), ...says.map((one) => `95 %, ${one}`)], rows),
  ].join('\n\n');
}

/** Fewest cases with which a flawless result passes, by target and confidence. */
export async function flawless({ built }) {
  const { binomialAtLeast } = await built('core/statistics/binomial-tails.js');
  const least = (target, alpha) => {
    let trials = 1;
    while (binomialAtLeast(trials, trials, target) > alpha) trials += 1;
    return String(trials);
  };
  const rows = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999].map((target) => [
    `\`>= ${target}\``,
    ...[0.1, 0.05, 0.01].map((alpha) => least(target, alpha)),
  ]);
  return table(['target', 'at 90 %', 'at 95 %', 'at 99 %'], rows);
}

/** Cases for an 80 % chance to pass, by target and by how much better the truth is. */
export async function likely({ built }) {
  const { samplesForProportion } = await built('core/statistics/samples-for-proportion.js');
  const margins = [0.02, 0.05, 0.1];
  const rows = [0.5, 0.7, 0.8, 0.9].map((target) => [
    `\`>= ${target}\``,
    ...margins.map((margin) => {
      const truth = Math.round((target + margin) * 100) / 100;
      return truth < 1 ? samplesForProportion(truth, target, ALPHA).likely.toLocaleString('en-US') : '–';
    }),
  ]);
  return table(['target', ...margins.map((margin) => `truth ${margin * 100} points better`)], rows);
}

/** What the odds of a metric are, by target and least number of samples, as `lint` computes them. */
export async function odds({ built }) {
  const { planOf, oddsOf, oddsSamples } = await built('core/odds.js');
  const { parseTarget } = await built('core/target.js');
  const { formatChance } = await built('report/format-chance.js');
  const written = [
    ['>= 0.80', 50],
    ['>= 0.80', 100],
    ['>= 0.80', 400],
    ['>= 0.95', 58],
    ['>= 0.95', 59],
    ['>= 0.95', 200],
    ['<= 0.10', 100],
    ['<= 0.003', 998],
  ];
  const rows = written.map(([text, samples]) => {
    const { target } = parseTarget(text, 'ratio');
    const asked = { id: 'm', target, unit: 'ratio', confidence: 0.95, minSamples: samples, method: null, judge: null };
    const plan = planOf(asked, null);
    const { needs, better, atTarget, better5, better10 } = oddsOf(plan);
    const shown = ({ chance, perfect }) => cell(`${formatChance(chance)}${perfect ? ' *' : ''}`);
    return [
      `\`${text}\``,
      String(samples),
      needs === null ? 'not possible' : `at ${better === 'higher' ? 'least' : 'most'} ${needs}`,
      cell(formatChance(atTarget.chance)),
      shown(better5),
      shown(better10),
      String(oddsSamples(plan).likely5),
    ];
  });
  const columns = [
    'target',
    'min-samples',
    'to pass',
    'at target',
    '5 points better',
    '10 points better',
    'cases for 80 %',
  ];
  return table(columns, rows);
}

/** How often a good system passes all of several required metrics, by how often it passes each. */
export async function together() {
  const counts = [1, 4, 10, 20];
  const rows = [0.8, 0.9, 0.95, 0.99].map((each) => [percent(each), ...counts.map((count) => percent(each ** count))]);
  return table(['each passes', ...counts.map((count) => `${count} required`)], rows);
}
