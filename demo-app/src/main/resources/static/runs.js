import { byId, count, element, post, seconds, setText } from './dom.js';

const names = { pool: 'with the pool', 'in-process': 'in one process' };
const buttons = document.querySelectorAll('button[data-mode]');
const lastTimes = {};

export async function showRuns() {
	buttons.forEach((button) => button.addEventListener('click', () => start(button.dataset.mode)));
	const runs = await (await fetch('/api/runs')).json();
	runs.reverse().forEach(remember);
	compare();
	new EventSource('/api/progress').onmessage = (event) => show(JSON.parse(event.data));
}

async function start(mode) {
	try {
		show(await post('/api/runs', { mode }));
	}
	catch (failure) {
		setText(byId('run-note'), `The run did not start: ${failure.message}`);
	}
}

function show(run) {
	const running = run.state === 'running';
	const percent = run.total ? Math.min(100, 100 * run.done / run.total) : 0;
	const progress = byId('progress');
	progress.className = `progress ${run.state}`;
	progress.setAttribute('aria-valuenow', Math.round(percent));
	progress.firstElementChild.style.width = `${percent}%`;
	setText(byId('pages'), `${count(run.done)} / ${count(run.total)}`);
	setText(byId('rate'), count(run.pagesPerSecond));
	setText(byId('elapsed'), seconds(run.elapsedMillis));
	setText(byId('retries'), count(run.retries));
	setText(byId('failures'), count(run.failures));
	buttons.forEach((button) => { button.disabled = running; });
	note(run);
	missing(run.result ? run.result.failures : []);
	remember(run);
	compare();
}

function note(run) {
	const target = byId('run-note');
	if (run.state === 'finished') {
		const link = element('a', '', 'books.csv');
		link.href = '/api/books.csv';
		target.replaceChildren(`Run ${run.id}, ${names[run.mode]}: ${count(run.result.rows)} books in `, link, `, also at ${run.result.csv}`);
	}
	else {
		setText(target, run.error ? `Run ${run.id} broke: ${run.error}` : `Run ${run.id}, ${names[run.mode]}…`);
	}
}

function missing(failures) {
	const details = byId('missing');
	details.hidden = failures.length === 0;
	setText(details.querySelector('summary'), `${failures.length} pages are missing`);
	details.querySelector('ul').replaceChildren(...failures.map((failure) =>
		element('li', '', `${failure.url}: ${failure.reason} (${failure.attempts} attempts)`)));
}

function remember(run) {
	if (run.state === 'finished') {
		lastTimes[run.mode] = run.elapsedMillis;
	}
}

function compare() {
	const times = Object.values(lastTimes);
	byId('comparison').hidden = times.length === 0;
	document.querySelectorAll('.lane').forEach((lane) => {
		const time = lastTimes[lane.dataset.mode];
		lane.querySelector('.bar div').style.width = time ? `${100 * time / Math.max(...times)}%` : '0';
		setText(lane.querySelector('b'), time ? seconds(time) : '–');
	});
	const { pool, 'in-process': single } = lastTimes;
	setText(byId('verdict'), pool && single ? verdict(single / pool) : '');
}

function verdict(ratio) {
	return (ratio >= 1 ? `The pool was ${ratio.toFixed(2)} times as fast. `
		: `One process was ${(1 / ratio).toFixed(2)} times as fast. `)
		+ 'Shop, application and workers share the processors of this machine; what workers are for shows when one is hurt.';
}
