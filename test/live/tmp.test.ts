import { it } from 'vitest';
import { startPrometheus } from '../servers/prometheus.ts';
import { startPushgateway } from '../servers/pushgateway.ts';
it('x', async () => {
  const push = await startPushgateway();
  await push.push('nightly-eval', 'eval_correct_ratio 0.82\n');
  const prom = await startPrometheus({ targets: { pushed: push.address } });
  await prom.untilValues('eval_correct_ratio', ['0.82']);
  await push.push('nightly-eval', 'eval_correct_ratio 0.82\n');
  for (let i = 0; i < 6; i++) {
    for (const q of ['push_time_seconds', 'time()', 'time() - push_time_seconds', 'time() - push_time_seconds < bool 5']) console.log(await (await fetch(`${prom.url}/api/v1/query?query=${encodeURIComponent(q)}`)).text());
    console.log(Date.now() / 1000, (await (await fetch(`${push.url}/metrics`)).text()).split('\n').filter((l) => l.startsWith('push_time')));
    await new Promise((r) => setTimeout(r, 700));
  }
  await prom.stop(); await push.stop();
}, 60000);
