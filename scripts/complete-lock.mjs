// Adds to package-lock.json the optional packages of other platforms that the registry at hand does not serve: without
// them `npm ci` calls the lock file out of date. npm never fetches what is not for the machine it runs on.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const OPERATING_SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = {
  arm: /arm(-|$|-gnueabihf|-eabi|-musleabihf)/,
  arm64: /arm64/,
  x64: /x64/,
  ia32: /ia32/,
  ppc64: /ppc64/,
  riscv64: /riscv64/,
  s390x: /s390x/,
};

let added = 0;
for (const [folder, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${folder}/node_modules/${name}`;
    if (lock.packages[`node_modules/${name}`] || lock.packages[nested]) continue;
    const os = OPERATING_SYSTEMS.filter((one) => name.includes(one));
    const cpu = Object.entries(PROCESSORS).flatMap(([one, pattern]) => (pattern.test(name) ? [one] : []));
    if (os.length !== 1 || cpu.length === 0 || !/^\d/.test(version)) throw new Error(`${name}: for which platform?`);
    const libc = name.includes('musl') ? { libc: ['musl'] } : {};
    lock.packages[`node_modules/${name}`] = { version, cpu: cpu.slice(-1), dev: true, ...libc, optional: true, os };
    added += 1;
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages added`);
