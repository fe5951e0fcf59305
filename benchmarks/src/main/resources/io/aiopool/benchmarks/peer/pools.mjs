// Pools of Node, measured: one request a line, see ScriptPeer. Also the worker itself.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';

const kind = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));

async function workerpool() {
  const { default: library } = await import('workerpool');
  const file = join(here, 'worker.mjs');
  writeFileSync(file, `import workerpool from 'workerpool';
workerpool.worker({ same: (value) => value, hang: () => new Promise(() => setInterval(() => 0, 1000)),
  pid: () => process.pid });`);
  const pool = library.pool(file, { workerType: 'process', minWorkers: 2, maxWorkers: 2, maxQueueSize: 1e9 });
  return {
    call: (value) => pool.exec('same', [value]),
    async kill() {
      const task = pool.exec('hang');
      let told = null;
      await new Promise((resolve) => setTimeout(resolve, 200));
      const begin = performance.now();
      const ended = task.then(() => 0, () => { told = performance.now() - begin; });
      for (const worker of pool.workers) {
        if (worker.busy()) worker.worker.kill('SIGKILL');
      }
      await pool.exec('same', [1]);
      const next = performance.now() - begin;
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
      return [told, next];
    },
  };
}

async function piscina() {
  const { Piscina } = await import('piscina');
  const file = join(here, 'thread.mjs');
  writeFileSync(file, 'export default (value) => value;');
  const pool = new Piscina({ filename: file, minThreads: 2, maxThreads: 2 });
  return { call: (value) => pool.run(value) };
}

async function latencies(pool, value, count) {
  const times = [];
  const end = performance.now() + 700;
  while (times.length < count && (times.length < 3 || performance.now() < end)) {
    const begin = performance.now();
    await pool.call(value);
    times.push((performance.now() - begin) * 1e3);
  }
  return times.sort((a, b) => a - b);
}

async function flood(pool, count) {
  for (let sent = 0; sent < count; sent += 5000) {
    const tasks = [];
    for (let i = 0; i < 5000; i++) tasks.push(pool.call(i));
    await Promise.all(tasks);
  }
}

async function answer(pool, request, count, size) {
  switch (request) {
    case 'no_op': {
      const times = await latencies(pool, 1, count);
      return `p50 µs=${times[times.length >> 1]};p99 µs=${times[Math.min(times.length - 1, Math.floor(times.length * 0.99))]}`;
    }
    case 'flood': {
      const begin = performance.now();
      await flood(pool, count);
      return `tasks / s=${count * 1e3 / (performance.now() - begin)}`;
    }
    case 'echo': {
      const times = await latencies(pool, new Uint8Array(size), count);
      const ms = times[times.length >> 1] / 1e3;
      return `ms=${ms};GB/s=${size / 1e6 / ms}`;
    }
    case 'kill': {
      if (!pool.kill) return '-';
      const [told, next] = await pool.kill();
      return `told ms=${told ?? 'never'};next success ms=${next ?? 'never'}`;
    }
    default:
      return '-';
  }
}

const pool = await (kind === 'workerpool' ? workerpool() : piscina());
for await (const line of createInterface({ input: process.stdin })) {
  const [request, count, size] = line.split(' ');
  try {
    console.log(await answer(pool, request, Number(count), Number(size)));
  } catch (failure) {
    console.error(failure);
    console.log('-');
  }
}
process.exit(0);
