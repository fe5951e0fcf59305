import { age, byId, count, element, setText } from './dom.js';

const cards = new Map();

export function showWorkers() {
	const events = new EventSource('/api/workers/events');
	events.onmessage = (event) => show(JSON.parse(event.data));
	events.onopen = () => { byId('live').className = 'dot on'; };
	events.onerror = () => {
		byId('live').className = 'dot off';
		setText(byId('application'), 'the application does not answer');
	};
}

function show(processes) {
	setText(byId('application'), `application: process ${processes.pid}, up ${age(processes.uptimeMillis)}`);
	setText(byId('pool'), processes.pools.map(describe).join(' · ') || 'There is no pool: everything runs in the application.');
	const present = new Set();
	for (const pool of processes.pools) {
		for (const worker of pool.workers) {
			const key = `${pool.name}/${worker.slot}`;
			present.add(key);
			update(card(key), worker);
		}
	}
	for (const [key, gone] of cards) {
		if (!present.has(key)) {
			gone.root.remove();
			cards.delete(key);
		}
	}
}

function describe(pool) {
	const { ready, processes, pending, completed, redelivered, workersLost } = pool.statistics;
	return `${pool.name}: ${pool.health}, ${ready} of ${processes} ready, ${count(pending)} pending, `
		+ `${count(completed)} completed, ${count(redelivered)} redelivered, ${count(workersLost)} workers lost`;
}

const fields = ['slot, generation', 'in flight', 'completed', 'failed', 'memory', 'up', 'ready after', 'predecessor'];

function card(key) {
	let existing = cards.get(key);
	if (!existing) {
		const root = element('article', 'worker');
		const title = element('h3');
		const name = title.appendChild(element('span'));
		const state = title.appendChild(element('span', 'state'));
		const list = element('dl');
		const values = fields.map((field) => {
			list.append(element('dt', '', field));
			return list.appendChild(element('dd'));
		});
		root.append(title, list);
		byId('workers').append(root);
		existing = { root, name, state, values, generation: 0 };
		cards.set(key, existing);
	}
	return existing;
}

function update(card, worker) {
	if (card.generation && card.generation !== worker.generation) {
		card.root.classList.remove('fresh');
		void card.root.offsetWidth; // restarts the animation
		card.root.classList.add('fresh');
	}
	card.generation = worker.generation;
	setText(card.name, worker.pid ? `process ${worker.pid}` : 'no process yet');
	setText(card.state, worker.state);
	card.state.className = `state ${worker.state}`;
	const values = [`${worker.slot}, ${worker.generation}`, count(worker.inFlight), count(worker.completed),
		count(worker.failed), worker.memory < 0 ? 'unknown' : `${count(worker.memory / 1048576)} MiB`,
		age(worker.uptimeMillis), worker.readyMillis === null ? 'not yet' : `${count(worker.readyMillis)} ms`,
		worker.lastExit || 'none'];
	values.forEach((value, i) => setText(card.values[i], value));
}
