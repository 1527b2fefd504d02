// Takes one guard of the gate away at a time, in a copy of the project, and runs the tests that must notice:
//   npm run mutation              all guards
//   npm run mutation -- time zone only guards whose name or file has one of the words
//   npm run mutation -- --check   no test: only whether every guard still stands where the table says
// Ends with 1 where a guard could be taken away unnoticed, or no longer stands where the table says.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALERTS } from './mutations/alerts.mjs';
import { API } from './mutations/api.mjs';
import { CANNOT_LIE } from './mutations/cannot-lie.mjs';
import { CHANGE } from './mutations/change.mjs';
import { COMMENT } from './mutations/comment.mjs';
import { CORE } from './mutations/core.mjs';
import { CRITERIA } from './mutations/criteria.mjs';
import { DATABASES } from './mutations/databases.mjs';
import { LIVE_SOURCES } from './mutations/live-sources.mjs';
import { NETWORK } from './mutations/network.mjs';
import { OVERRIDE } from './mutations/override.mjs';
import { OVERRIDE_LABEL } from './mutations/override-label.mjs';
import { PULL_REQUEST } from './mutations/pull-request.mjs';
import { BUILT, REPORT } from './mutations/report.mjs';
import { SOURCES } from './mutations/sources.mjs';
import { SUBJECT } from './mutations/subject.mjs';

const ON_THE_PULL_REQUEST = [
  ...PULL_REQUEST,
  ...SUBJECT,
  ...CHANGE,
  ...OVERRIDE,
  ...OVERRIDE_LABEL,
  ...COMMENT,
  ...API,
];
const ON_LIVE_SYSTEMS = [...NETWORK, ...LIVE_SOURCES, ...DATABASES, ...ALERTS];
const OF_THE_CRITERIA = [...CRITERIA, ...CANNOT_LIE];
const MUTATIONS = [
  ...CORE,
  ...OF_THE_CRITERIA,
  ...SOURCES,
  ...REPORT,
  ...ON_THE_PULL_REQUEST,
  ...ON_LIVE_SYSTEMS,
  ...BUILT,
];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A copy of the files that git tracks or would track, with the installed packages linked. */
function copyProject() {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-mutation-'));
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
  for (const file of list.toString().split('\0').filter(Boolean)) {
    const from = path.join(root, file);
    if (!existsSync(from)) continue;
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(from, path.join(folder, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** How many tests passed and failed, `most` of these at most; `null` where they could not be run. */
function runTests(folder, tests, most = 0) {
  const file = path.join(folder, 'mutation-result.json');
  rmSync(file, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const words = [vitest, 'run', ...tests, '--reporter=json', `--outputFile=${file}`, `--bail=${most}`];
  spawnSync(process.execPath, words, { cwd: folder, stdio: 'ignore', timeout: 300_000 });
  if (!existsSync(file)) return null;
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const failing = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  return { passed: numPassedTests, failed: numFailedTests, failing };
}

/** Bundles the action of the copy anew, plainly: what is shipped is built by scripts/build.mjs. */
async function build(folder) {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const words = [compiler, '-p', path.join(folder, 'tsconfig.json')];
  if (spawnSync(process.execPath, words, { cwd: folder, stdio: 'ignore' }).status !== 0) return false;
  const { default: ncc } = await import('@vercel/ncc');
  const options = { quiet: true, cache: false, target: 'es2022', filename: 'index.js' };
  const { code, assets } = await ncc(path.join(folder, 'build/action.js'), options);
  const dist = path.join(folder, 'dist');
  writeFileSync(path.join(dist, 'index.js'), code);
  for (const [name, { source }] of Object.entries(assets))
    if (name.endsWith('.js')) writeFileSync(path.join(dist, name), source);
  return true;
}

/** Why a guard cannot be taken away in a folder: what the table says is not there; `null` where it is. */
function whatIsWrong(folder, { file, find, put, tests }) {
  const target = path.join(folder, file);
  if (!existsSync(target)) return 'no such file';
  const found = readFileSync(target, 'utf8').split(find).length - 1;
  if (found !== 1) return `its text was found ${found} times`;
  if (find === put) return 'nothing is changed';
  const missing = tests.filter((test) => !existsSync(path.join(folder, test)));
  return tests.length === 0 || missing.length > 0 ? `no such test: ${missing.join(', ')}` : null;
}

/** What became of one guard: `killed`, or why it was not. */
async function tryWithout(folder, mutation) {
  const { file, find, put, tests, build: built } = mutation;
  const wrong = whatIsWrong(folder, mutation);
  if (wrong !== null) return wrong;
  const target = path.join(folder, file);
  const text = readFileSync(target, 'utf8');
  const dist = path.join(folder, 'dist');
  const kept = path.join(folder, 'dist-kept');
  if (built) cpSync(dist, kept, { recursive: true });
  try {
    writeFileSync(
      target,
      text.replace(find, () => put),
    );
    if (built && !(await build(folder))) return 'the change does not build';
    const first = runTests(folder, tests, 1);
    // A run that ends at its first failure may lose it where tests run at the same time: only a whole run says "survived".
    const result = first !== null && first.failed > 0 ? first : runTests(folder, tests);
    if (result === null || result.passed + result.failed === 0) return 'the tests did not run';
    return result.failed > 0 ? 'killed' : 'survived';
  } finally {
    writeFileSync(target, text);
    if (built) {
      rmSync(dist, { recursive: true });
      renameSync(kept, dist);
    }
  }
}

/** Says of every guard that does not stand as the table says what is wrong, without running a test. */
function check(chosen) {
  const names = chosen.map(({ name }) => name);
  const wrong = chosen.flatMap((mutation, index) => {
    const why = names.indexOf(mutation.name) < index ? 'its name is given twice' : whatIsWrong(root, mutation);
    return why === null ? [] : [`NOT FOUND  ${mutation.name} (${mutation.file}): ${why}`];
  });
  for (const line of wrong) console.log(line);
  console.log(`${chosen.length - wrong.length} of ${chosen.length} guards stand where the table says`);
  return chosen.length > 0 && wrong.length === 0 ? 0 : 1;
}

async function main(given) {
  const words = given.filter((word) => word !== '--check');
  const isMeant = ({ name, file }) => words.some((word) => name.includes(word) || file.includes(word));
  const chosen = words.length === 0 ? MUTATIONS : MUTATIONS.filter(isMeant);
  if (words.length < given.length) return check(chosen);
  const folder = copyProject();
  try {
    const tests = [...new Set(chosen.flatMap((mutation) => mutation.tests))];
    const before = runTests(folder, tests);
    if (before === null || before.passed === 0 || before.failed > 0) {
      console.error('the tests do not pass as the project stands; mend that first');
      for (const name of before?.failing ?? []) console.error(`  ${name}`);
      return 1;
    }
    console.log(`${chosen.length} guards, ${before.passed} tests in ${tests.length} files`);
    const unnoticed = [];
    for (const mutation of chosen) {
      const outcome = await tryWithout(folder, mutation);
      if (outcome !== 'killed') unnoticed.push(mutation);
      console.log(
        `${outcome === 'killed' ? 'killed    ' : 'NOT KILLED'} ${mutation.name} (${mutation.file}): ${outcome}`,
      );
    }
    console.log(`${chosen.length - unnoticed.length} of ${chosen.length} killed`);
    return chosen.length > 0 && unnoticed.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
