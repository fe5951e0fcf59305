import { byId, count, element, post } from './dom.js';

const SHOWN = 8;

export function offerChaos() {
	document.querySelectorAll('button[data-kind]').forEach((button) =>
		button.addEventListener('click', () => hurt(button.dataset.kind, button.textContent)));
}

async function hurt(kind, label) {
	const entry = element('li');
	const what = entry.appendChild(element('div', 'what'));
	what.append(element('time', '', new Date().toTimeString().slice(0, 8)), element('b', '', label));
	const state = what.appendChild(element('span', 'waiting', 'called…'));
	const log = byId('log');
	byId('hurt-note').hidden = true;
	log.prepend(entry);
	while (log.children.length > SHOWN) {
		log.lastElementChild.remove();
	}
	try {
		const outcome = await post(`/api/chaos/${kind}`, {});
		state.textContent = `its caller got ${outcome.type} after ${count(outcome.elapsedMillis)} ms`;
		entry.append(element('pre', '', outcome.message.split(' Last output:')[0]));
		if (outcome.evidence) {
			entry.append(evidence(outcome.evidence));
		}
	}
	catch (failure) {
		state.textContent = `the request failed: ${failure.message}`;
		state.className = 'broken';
	}
	state.classList.remove('waiting');
	entry.classList.add('failed');
}

function evidence(text) {
	const details = element('details');
	details.append(element('summary', '', 'what the worker left'), element('pre', '', text));
	return details;
}
