// Builds everything that is committed but made from the source: JSON Schemas, compiled validators, the demo's data,
// generated docs, and the two bundles in dist/. `--check` builds into a temporary folder and compares instead.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ncc from '@vercel/ncc';
import { minify } from 'terser';

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

/** One entry as a minified bundle with its chunks; the same bytes for the same source, wherever it is built. */
async function bundle(entry, filename) {
  const { code, assets } = await ncc(path.join(build, entry), {
    minify: false,
    cache: false,
    quiet: true,
    sourceMap: false,
    target: 'es2022',
    filename,
  });
  const files = { [filename]: code };
  for (const [name, { source }] of Object.entries(assets)) {
    if (name.endsWith(`.${filename}`)) files[name] = String(source);
    else if (name !== 'package.json') throw new Error(`${entry}: unexpected file ${name}`);
  }
  for (const [name, source] of Object.entries(files)) {
    if (source.includes('webpackMissingModule')) throw new Error(`${name}: the bundle misses a module`);
    files[name] = await shrink(source);
  }
  return files;
}

/** The licence of a package that ships without its text. */
function licenceApart(name) {
  const file = path.join(root, 'scripts/licences', `${name.replace('/', '__')}.txt`);
  if (!existsSync(file)) throw new Error(`${name}: no licence text; add ${path.relative(root, file)}`);
  return readFileSync(file, 'utf8');
}

/** The licence of every package that a bundle can hold, each once: those that the source imports and all that they need. */
function licences() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const folders = new Set();
  const visit = (name, from) => {
    // The nearest node_modules above the package that asks, as Node resolves it.
    const parts = from.split('/node_modules/');
    const places = parts.map(
      (_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/node_modules/${name}`,
    );
    const folder = [...places, `node_modules/${name}`].find((place) => packages[place] !== undefined);
    if (folder === undefined) throw new Error(`${name}: not in the lock file`);
    if (folders.has(folder)) return;
    folders.add(folder);
    for (const needed of Object.keys(packages[folder].dependencies ?? {})) visit(needed, folder);
  };
  for (const name of Object.keys(packages[''].dependencies)) visit(name, '');
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? licenceApart(name) : readFileSync(path.join(root, folder, file), 'utf8');
    return `${name} ${version}\n${license}\n\n${text.trim()}`;
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** ncc's own minifying keeps all names and compresses nothing. */
async function shrink(source) {
  const { code } = await minify(source, {
    module: true,
    ecma: 2020,
    compress: { passes: 2 },
    format: { comments: false, ascii_only: true },
  });
  return `${code}\n`;
}

// Generated modules may be missing at first: the compiler emits what it can, and a second pass must be clean.
const clean = compiles();
const changed = await generate();
if ((changed && !check) || !clean) compile();

const bundles = [await bundle('cli.js', 'cli.js'), await bundle('action.js', 'index.js')];
const shipped = Object.assign({}, ...bundles);
const shebang = '#!/usr/bin/env node\n';
for (const [name, code] of Object.entries(shipped))
  put(`dist/${name}`, name === 'cli.js' && !code.startsWith('#!') ? shebang + code : code);
put('dist/package.json', '{\n  "type": "module"\n}\n');
put('dist/licenses.txt', licences());
const wanted = new Set([...Object.keys(shipped), 'package.json', 'licenses.txt']);
for (const name of readdirSync(path.join(root, 'dist')).filter((name) => !wanted.has(name))) {
  if (check) stale.push(`dist/${name}`);
  else rmSync(path.join(root, 'dist', name));
}
if (!check) execFileSync('chmod', ['755', path.join(root, 'dist/cli.js')]);

if (stale.length > 0) {
  console.error(`not what the source builds: ${stale.join(', ')}\nrun: npm run build, and commit the result`);
  process.exit(1);
}
console.log(check ? 'dist, schemas, docs and generated code are what the source builds' : 'built');
