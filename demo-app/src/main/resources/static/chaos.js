import { byId, count, element, post } from './dom.js';

const SHOWN = 30;

export function offerChaos() {
	document.querySelectorAll('button[data-kind]').forEach((button) =>
		button.addEventListener('click', () => hurt(button.dataset.kind, button.textContent)));
}

async function hurt(kind, label) {
	const entry = element('li');
	const what = entry.appendChild(element('div', 'what'));
	what.append(element('time', '', new Date().toLocaleTimeString()), element('b', '', label));
	const state = what.appendChild(element('span', '', 'called…'));
	const log = byId('log');
	log.prepend(entry);
	while (log.children.length > SHOWN) {
		log.lastElementChild.remove();
	}
	try {
		const outcome = await post(`/api/chaos/${kind}`, {});
		state.textContent = `${outcome.type} after ${count(outcome.elapsedMillis)} ms`;
		entry.append(element('pre', '', outcome.message));
		if (outcome.evidence) {
			entry.append(evidence(outcome.evidence));
		}
	}
	catch (failure) {
		state.textContent = `the request failed: ${failure.message}`;
	}
	entry.classList.add('failed');
}

function evidence(text) {
	const details = element('details');
	details.append(element('summary', '', 'what the worker left'), element('pre', '', text));
	return details;
}
