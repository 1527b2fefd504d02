import { catalogueEntry } from '../../core/catalogue/catalogue.ts';
import type { Target } from '../../core/criterion.ts';
import { LAYERS, type MetricLayer } from '../../core/layer.ts';
import type { DraftMetric } from '../draft.ts';
import { type Reading, report } from '../read-map.ts';
import { type NamedGuard, NORTH_STAR, type NorthStarBlock } from './north-star-block.ts';
import { isTwin } from './north-star-guards.ts';

const METRIC = [NORTH_STAR, 'metric'];

/** Guards that make activity bearable: fewer, and nothing would show that it grows without value. */
const GUARDS_OF_ACTIVITY = 2;

/** What the system does is a proxy of value; value is what users and the organisation get. */
export function checkLayer({ metric }: NorthStarBlock, reading: Reading): void {
  const layer = metric?.keys.layer;
  if (metric === null || layer === undefined) return;
  const usual = metric.entry?.layer ?? null;
  const belongs = usual === layer || metric.entry?.alsoOn.some((other) => other === layer) === true;
  const args = { metric: metric.id, layer, usual: null };
  if (isProxy(layer)) report(reading, 'ns-layer', METRIC, args);
  else if (usual !== null && isProxy(usual) && !belongs) report(reading, 'ns-layer', METRIC, { ...args, usual });
}

function isProxy(layer: MetricLayer): boolean {
  return layer === 'evidence' || LAYERS.indexOf(layer) < LAYERS.indexOf('product');
}

/** Activity grows without anybody being better off; with two guards that would show it, it is a warning. */
export function checkActivity({ metric, counters, guards }: NorthStarBlock, reading: Reading): void {
  if (metric === null || !isActivity(metric)) return;
  const proper = [...counters, ...guards].filter((guard) => guardsActivity(guard, metric));
  const names = [...new Set(proper.map(({ id }) => id))];
  const level = names.length >= GUARDS_OF_ACTIVITY ? 'warning' : 'error';
  report(reading, 'ns-activity', METRIC, { metric: metric.id, guards: names, level }, 'value', level);
}

/** One activity does not show that another is worth nothing. */
function guardsActivity({ metric }: NamedGuard, northStar: DraftMetric): boolean {
  return metric !== null && metric.id !== northStar.id && !isTwin(metric, northStar) && !isActivity(metric);
}

// The names of things that people or the system do, whether or not it helps anybody.
const ACTIVITY = new RegExp(
  [
    '_(?:[dwm]au|ctr|engagement|engaged|usage|adoption|activation|stickiness|generations?|tokens?',
    '(?:words|lines|texts?|images|documents|answers|replies)_(?:generated|written|sent)|generated_[a-z]+',
    'clicks?|clickthroughs?|sessions?|messages?|query|queries|prompts?|requests?|chats?|conversations?|interactions?',
    'views?|pageviews?|impressions?|visits?|visitors?|logins?|signups?|installs?|downloads?',
    '(?:dwell|screen|watch)_time|time_(?:spent|on|in)|(?:daily|weekly|monthly)_active',
    'active_(?:user|account|team|customer|seat|workspace|member)s?)_',
  ].join('|'),
);
/** Time and amounts that a visit takes up. */
const PER_VISIT = /_(?:time|minutes|hours|length|duration|turns|words|pages)_per_(?:session|visit|user|chat)s?_/;
// What makes of something that is done something that helped: `sessions_with_resolved_problem`.
const OUTCOME = new RegExp(
  [
    '(?<!_(?:not|no|non|never|without))_(?:resol|solv|succe|satisf|correct|accurate|retain|retention|saved|savings?',
    'helped|helpful|useful|accept|achiev|fixed|repaired|prevented|avoided|deflected|convert|conversion|csat|nps',
    'revenue|profit|margin|trust|(?:tasks?|goals?|jobs?)_(?:complet|done|finished|reached)|complet[a-z]*_(?:task|goal|job))',
  ].join('|'),
);
const WITHOUT_TROUBLE = /_without_(?:repeat|recontact|follow|escalation|reopen|fallback|complaint|error|correction)/;

/** True for a metric that only counts what is done: by the catalogue, else by its name. */
export function isActivity({ id, entry, target, keys }: DraftMetric): boolean {
  const known = entry ?? catalogueEntry((keys.title ?? '').trim().replaceAll(/[^A-Za-z0-9]+/g, '_'));
  if (known !== null) return known.activity;
  // Where less is better, doing more of it is not rewarded.
  return !isUpperBound(target) && isNamedActivity(id);
}

function isNamedActivity(id: string): boolean {
  const name = `_${id.replaceAll(/[.-]/g, '_')}_`;
  if (OUTCOME.test(name) || WITHOUT_TROUBLE.test(name)) return false;
  // What it is divided by is not what grows.
  return PER_VISIT.test(name) || ACTIVITY.test(name.replace(/_per_.*$/, '_'));
}

function isUpperBound(target: Target | null): boolean {
  return target?.kind === 'bound' && (target.operator === '<=' || target.operator === '<');
}
