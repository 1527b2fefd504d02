// The regions of the page for product managers: what the gate really says of the file that grows on it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { block } from './docs-markdown.mjs';
import { pageWithRegions } from './growing-file.mjs';
import { linkMaker } from './link-to-code.mjs';
import { CRITERIA, RESULTS, runFiles } from './run-files.mjs';

const PAGE = 'docs/acceptance-criteria.md';
const PINNED = 'prompts/answer.md';
/** The day on which the page is read: what it quotes must not change with the calendar. */
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const OPTIONS = { colour: false, width: 80, unicode: true };

/** The example's results and pinned file, as the page shows them. */
function shown(page, name) {
  const found = new RegExp(`^\`\`\`\\w+ ${name.replaceAll('.', '\\.')}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page);
  if (found === null) throw new Error(`${PAGE}: no block ${name}`);
  return found[1];
}

/** What lint says after a step: how much, and what is gone and what is left since the step before. */
function left(now, before, summaryOf, linkTo) {
  const codes = (list) => list.map(linkTo).join(', ');
  const of = (findings) => [...new Set(findings.map(({ code }) => code))];
  const [there, was] = [of(now), before === null ? [] : of(before)];
  const gone = was.filter((code) => !there.includes(code));
  const fresh = before === null ? [] : there.filter((code) => !was.includes(code));
  const stays = there.filter((code) => !fresh.includes(code));
  const all = before === null ? 'About' : 'Left';
  const parts = [
    `**Lint now:** ${now.length === 0 ? 'nothing' : summaryOf(now)}.`,
    gone.length === 0 ? '' : `Gone: ${codes(gone)}.`,
    fresh.length === 0 ? '' : `New: ${codes(fresh)}.`,
    stays.length === 0 ? '' : `${all}: ${codes(stays)}.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** The lines about findings of one code, as lint prints them. */
function linesAbout(code, printed) {
  const lines = printed.split('\n');
  const starts = lines.flatMap((line, index) => (/^\S/.test(line) && line.endsWith(`  ${code}`) ? [index] : []));
  if (starts.length === 0) throw new Error(`${PAGE}: lint does not say ${code}, but:\n${printed}`);
  return starts.map((start) => {
    const size = lines.slice(start + 1).findIndex((line) => !line.startsWith('  '));
    return lines.slice(start, start + 1 + size).join('\n');
  });
}

/** Of the odds as printed, the table and what it says of all metrics together. */
function together(odds) {
  const parts = odds.split('\n\n').filter((part) => /^ {2}(metric|All \d)/.test(part));
  const kept = parts.map((part) => part.split('\n  More cases')[0]);
  if (kept.length !== 2) throw new Error(`${PAGE}: the odds have no table, or nothing on all together:\n${odds}`);
  return kept.join('\n\n');
}

/** The report of the example: its criteria over the results and the pinned file that the page shows. */
async function judged(criteria, page, context) {
  const { renderText } = await context.built('report/text.js');
  const files = Object.fromEntries([RESULTS, PINNED].map((name) => [name, shown(page, name)]));
  const outcome = await runFiles({ [CRITERIA]: criteria, ...files }, NOW_MS, context);
  const text = renderText(outcome, OPTIONS);
  const end = text.indexOf('\nAlerts\n');
  if (outcome.decision !== 'go' || end < 0)
    throw new Error(`${PAGE}: the example is no go, or its report has no alerts:\n${text}`);
  return text.slice(0, end);
}

/** What stands in a region of the page. */
function sayer(page, context, modules) {
  const { loadCriteria, renderFindings, summaryOf, oddsTable, renderOdds, linkTo } = modules;
  const load = (text) => loadCriteria(text, CRITERIA, undefined, NOW_MS);
  return async (region, file, before) => {
    const { gate, findings } = await load(file);
    switch (region) {
      case 'left':
        return left(findings, before === null ? null : (await load(before)).findings, summaryOf, linkTo);
      case 'file':
        return block('yaml', file);
      case 'odds':
        return block('text', renderOdds(oddsTable(gate), OPTIONS));
      case 'odds-together':
        return block('text', together(renderOdds(oddsTable(gate), OPTIONS)));
      case 'report':
        return block('text', await judged(file, page, context));
      default: {
        const [, code] = /^lint-(.+)$/.exec(region) ?? [];
        if (code === undefined) throw new Error(`${PAGE}: unknown generated region ${region}`);
        return block('text', linesAbout(code, renderFindings(findings, OPTIONS)).join('\n'));
      }
    }
  };
}

/** The page "Writing acceptance criteria that cannot lie" with its regions made anew. */
export async function acceptancePages(context) {
  const { built, root } = context;
  const modules = {
    ...(await built('criteria/load-criteria.js')),
    ...(await built('report/findings-text.js')),
    ...(await built('core/odds-table.js')),
    ...(await built('report/odds-text.js')),
    linkTo: await linkMaker(context, 'finding'),
  };
  const page = readFileSync(path.join(root, PAGE), 'utf8');
  return [[PAGE, await pageWithRegions(page, sayer(page, context, modules))]];
}
