// Whatever comes from the server is set as text, never parsed as markup.

export function byId(id) {
	return document.getElementById(id);
}

export function element(tag, className, text) {
	const created = document.createElement(tag);
	if (className) {
		created.className = className;
	}
	if (text !== undefined) {
		created.textContent = text;
	}
	return created;
}

/** Touches the document only where something has changed. */
export function setText(target, text) {
	if (target.textContent !== text) {
		target.textContent = text;
	}
}

export async function post(path, body) {
	const response = await fetch(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = await response.json();
	if (!response.ok) {
		throw new Error(answer.detail || answer.error || `Status ${response.status}`);
	}
	return answer;
}

const whole = new Intl.NumberFormat('en');

export function count(number) {
	return whole.format(Math.round(number));
}

export function seconds(millis) {
	return `${(millis / 1000).toFixed(2)} s`;
}

export function age(millis) {
	const total = Math.max(0, Math.floor(millis / 1000));
	const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
	return hours ? `${hours} h ${minutes} min` : minutes ? `${minutes} min ${rest} s` : `${rest} s`;
}
