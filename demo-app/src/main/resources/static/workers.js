import { age, byId, count, element, seconds, setText } from './dom.js';

const cards = new Map();

export function showWorkers() {
	const events = new EventSource('/api/workers/events');
	events.onmessage = (event) => show(JSON.parse(event.data));
	events.onopen = () => answering(true);
	events.onerror = () => answering(false);
}

function answering(yes) {
	byId('live').className = yes ? 'dot on' : 'dot off';
	document.body.classList.toggle('stale', !yes);
	if (!yes) {
		setText(byId('application'), 'the application does not answer');
	}
}

function show(processes) {
	setText(byId('application'), `application: process ${processes.pid}, up ${age(processes.uptimeMillis)}`);
	setText(byId('pool'), processes.pools.map(describe).join(' · ') || 'There is no pool: everything runs in the application.');
	for (const pool of processes.pools) {
		const gone = slots(pool);
		for (const worker of pool.workers) {
			gone.delete(worker.slot);
			update(card(`${pool.name}/${worker.slot}`), worker);
		}
		gone.forEach((slot) => settle(`${pool.name}/${slot}`, slot < pool.statistics.processes));
	}
}

/** The slots of a pool that are on the page. */
function slots(pool) {
	return new Set([...cards.keys()].filter((key) => key.startsWith(`${pool.name}/`)).map((key) => Number(key.split('/')[1])));
}

/** Between two workers of a slot its card stays where it is, so that nothing jumps. */
function settle(key, expected) {
	const old = cards.get(key);
	if (expected) {
		state(old, 'LOST');
	}
	else {
		old.root.remove();
		cards.delete(key);
	}
}

function describe(pool) {
	const { ready, processes, pending, completed, redelivered, workersLost } = pool.statistics;
	return `${ready} of ${processes} ready · ${count(pending)} waiting · ${count(completed)} completed · `
		+ `${count(redelivered)} run again · ${count(workersLost)} lost`;
}

const fields = ['completed', 'memory', 'up', 'started in'];

function card(key) {
	let existing = cards.get(key);
	if (!existing) {
		const root = element('article', 'worker');
		const title = root.appendChild(element('h3'));
		const name = title.appendChild(element('span'));
		const pill = title.appendChild(element('span', 'state'));
		const load = root.appendChild(element('div', 'load'));
		const bar = load.appendChild(element('div', 'bar')).appendChild(element('div'));
		const tasks = load.appendChild(element('span'));
		const list = root.appendChild(element('dl'));
		const values = fields.map((field) => {
			const pair = list.appendChild(element('div'));
			pair.append(element('dt', '', field));
			return pair.appendChild(element('dd'));
		});
		const history = root.appendChild(element('p', 'history'));
		byId('workers').append(root);
		existing = { root, name, pill, bar, tasks, values, history, generation: 0 };
		cards.set(key, existing);
	}
	return existing;
}

function state(card, name) {
	setText(card.pill, name.toLowerCase());
	card.pill.className = `state ${name}`;
}

/** What one worker takes at a time by default; only the length of a bar depends on it. */
const SHARED = 16;

function update(card, worker) {
	if (card.generation && card.generation !== worker.generation) {
		card.root.classList.remove('fresh');
		void card.root.offsetWidth; // restarts the animation
		card.root.classList.add('fresh');
	}
	card.generation = worker.generation;
	setText(card.name, worker.pid ? `process ${worker.pid}` : 'no process yet');
	state(card, worker.state);
	card.bar.style.width = `${Math.min(100, 100 * worker.inFlight / SHARED)}%`;
	setText(card.tasks, worker.inFlight === 1 ? '1 task' : `${count(worker.inFlight)} tasks`);
	const values = [count(worker.completed), worker.memory < 0 ? 'unknown' : `${count(worker.memory / 1048576)} MiB`,
		age(worker.uptimeMillis), worker.readyMillis === null ? 'not yet' : seconds(worker.readyMillis)];
	values.forEach((value, i) => setText(card.values[i], value));
	card.history.classList.toggle('replaced', worker.generation > 1);
	setText(card.history, history(worker));
}

function history(worker) {
	if (worker.generation < 2) {
		return 'the first in its slot';
	}
	const deaths = worker.generation - 1;
	return `${deaths} before it${worker.lastExit ? `, the last one: ${worker.lastExit}` : ''}`;
}
