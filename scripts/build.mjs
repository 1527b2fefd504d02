// Builds everything that is committed but made from the source: JSON Schemas, compiled validators, the demo's data,
// generated docs, and the two bundles in dist/. `--check` builds into a temporary folder and compares instead.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ncc from '@vercel/ncc';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const build = path.join(root, 'build');
const check = process.argv.includes('--check');
const stale = [];

/** Writes a generated file, or with --check notes that it differs from what the source makes. */
export function put(relative, content) {
  const file = path.join(root, relative);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return false;
  if (check) stale.push(relative);
  else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    console.log(`wrote ${relative}`);
  }
  return true;
}

function compile() {
  rmSync(build, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(root, 'tsconfig.json')],
    {
      stdio: 'inherit',
    },
  );
}

function compiles() {
  try {
    compile();
    return true;
  } catch {
    return false;
  }
}

const built = (relative) => import(pathToFileURL(path.join(build, relative)).href);

async function generate() {
  const { default: generators } = await import('./generators.mjs');
  let changed = false;
  for (const generator of generators) {
    for (const [relative, content] of await generator({ root, built })) {
      if (put(relative, content) && relative.startsWith('src/')) changed = true;
    }
  }
  return changed;
}

/** One entry as a minified bundle; the same bytes for the same source, wherever it is built. */
async function bundle(entry) {
  const { code, assets } = await ncc(path.join(build, entry), {
    minify: true,
    cache: false,
    quiet: true,
    license: 'licenses.txt',
    sourceMap: false,
    target: 'es2022',
  });
  if (code.includes('webpackMissingModule')) throw new Error(`${entry}: the bundle misses a module`);
  const others = Object.keys(assets).filter((name) => name !== 'licenses.txt' && name !== 'package.json');
  if (others.length > 0) throw new Error(`${entry}: unexpected chunks ${others.join(', ')}`);
  return { code, licences: String(assets['licenses.txt']?.source ?? '') };
}

// Generated modules may be missing at first: the compiler emits what it can, and a second pass must be clean.
const clean = compiles();
const changed = await generate();
if ((changed && !check) || !clean) compile();

const cli = await bundle('cli.js');
const action = await bundle('action.js');
const shebang = cli.code.startsWith('#!') ? '' : '#!/usr/bin/env node\n';
put('dist/cli.js', shebang + cli.code);
put('dist/index.js', action.code);
put('dist/package.json', '{\n  "type": "module"\n}\n');
put('dist/licenses.txt', mergeLicences([cli.licences, action.licences]));
if (!check) execFileSync('chmod', ['755', path.join(root, 'dist/cli.js')]);

/** One list of licences, each package once. */
function mergeLicences(texts) {
  const packages = new Map();
  for (const text of texts) {
    for (const part of text.split(/\n(?=(?:@[\w.-]+\/)?[\w.-]+\n(?:[A-Z(][\w .()-]*)\n)/)) {
      const trimmed = part.trim();
      if (trimmed !== '') packages.set(trimmed.split('\n', 1)[0], trimmed);
    }
  }
  return `${[...packages.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n\n')}\n`;
}

if (stale.length > 0) {
  console.error(`not what the source builds: ${stale.join(', ')}\nrun: npm run build, and commit the result`);
  process.exit(1);
}
console.log(check ? 'dist, schemas, docs and generated code are what the source builds' : 'built');
