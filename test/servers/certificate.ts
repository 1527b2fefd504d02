import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Certificate } from './postgres.ts';

/** A certificate for names and addresses, such as `DNS:db.test` and `IP:127.0.0.1`, that signs itself; one day long. */
export function selfSigned(...subjects: readonly string[]): Certificate {
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const named = ['-subj', '/CN=launch-gate test', '-addext', `subjectAltName=${subjects.join(',')}`];
  try {
    execFileSync('openssl', [...words, ...named, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
