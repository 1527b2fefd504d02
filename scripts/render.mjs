#!/usr/bin/env node
// Development only: a report's Markdown as GitHub would show it, as a picture to look at.
// node scripts/render.mjs report.md picture.png [width]; HEIGHT sets the height, FOLDED=1 leaves folded parts folded
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const STYLE = `
body { font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji"; color: #1f2328; margin: 24px; width: var(--width); word-wrap: break-word; }
h2 { padding-bottom: .3em; border-bottom: 1px solid #d1d9e0; font-size: 1.5em; margin: 24px 0 16px; }
h3 { font-size: 1.25em; margin: 24px 0 16px; } h4 { font-size: 1em; margin: 24px 0 16px; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; margin: 0 0 16px; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; } tr:nth-child(2n) { background: #f6f8fa; }
code { font: 85% ui-monospace, "DejaVu Sans Mono", monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px; white-space: break-spaces; }
p, ul, details { margin: 0 0 16px; } a { color: #0969da; } sub { font-size: 75%; }`;

const [from, to, width = '900'] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error('Usage: node scripts/render.mjs report.md picture.png [width]');
  process.exit(2);
}
const body = micromark(readFileSync(from, 'utf8'), {
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
  allowDangerousHtml: true,
}).replaceAll('<details>', process.env.FOLDED === '1' ? '<details>' : '<details open>');
const folder = mkdtempSync(join(tmpdir(), 'render-'));
try {
  const page = join(folder, 'report.html');
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>:root{--width:${Number(width)}px}${STYLE}</style>${body}`,
  );
  execFileSync(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=${Number(width) + 48},${process.env.HEIGHT ?? '2600'}`,
      `--screenshot=${resolve(to)}`,
      `file://${page}`,
    ],
    { stdio: 'ignore' },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
