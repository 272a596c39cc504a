/* The control page: what the sandbox knows and what can be set. */

const EVERY = 2000;
const NEWEST = 100;
const $ = (id) => document.getElementById(id);

async function call(method, path, body) {
  const options = { method };
  if (body !== undefined) Object.assign(options, { headers: { 'Content-Type': 'application/json' }, body });
  const response = await fetch(path, options);
  const text = await response.text();
  const answer = text ? JSON.parse(text) : {};
  if (!response.ok) throw new Error(answer.error || `HTTP ${response.status}`);
  return answer;
}

function node(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function span(seconds) {
  const parts = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const words = [];
  for (const [size, unit] of parts) {
    const count = Math.floor(seconds / size);
    if (count) words.push(`${count} ${unit}`);
    seconds -= count * size;
  }
  return words.join(' ');
}

function plain(value) {
  if (Array.isArray(value)) return value.join(' ') || '–';
  if (value && typeof value === 'object') {
    return Object.entries(value).map(([name, each]) => `${name}: ${typeof each === 'object' ? `(${plain(each)})` : each}`).join(', ') || '–';
  }
  return String(value);
}

function list(id, values) {
  $(id).replaceChildren(...Object.entries(values).flatMap(([name, value]) => [node('dt', '', name.replaceAll('_', ' ')), node('dd', '', plain(value))]));
}

function request(entry) {
  const cells = [entry.at.slice(11, 23), `${entry.method} ${entry.path}`, entry.status, entry.took_ms, entry.log_id];
  return node('tr', entry.status >= 400 ? 'refused' : '', ...cells.map((cell) => node('td', '', String(cell))));
}

async function refresh() {
  try {
    const [clock, connections, console, counters, journal] = await Promise.all(
      ['clock', 'connections', 'console', 'counters', `journal?newest=${NEWEST}`].map((it) => call('GET', `/sandbox/${it}`)),
    );
    $('now').textContent = clock.now.slice(0, 19).replace('T', ' ');
    $('ahead').textContent = clock.ahead_seconds ? `${span(clock.ahead_seconds)} ahead` : 'real time';
    $('open').textContent = connections.open;
    list('console', console);
    list('counters', counters);
    $('journal').replaceChildren(...journal.requests.reverse().map(request));
    $('trouble').hidden = true;
  } catch (problem) {
    $('trouble').textContent = `The sandbox does not answer: ${problem.message}`;
    $('trouble').hidden = false;
  }
}

function knob({ name, does, example }, openId) {
  const input = node('input');
  input.id = `knob-${name}`;
  input.value = example.replaceAll('ou_…', openId);
  input.spellcheck = false;
  const label = node('label', '', name);
  label.htmlFor = input.id;
  const button = node('button', '', 'Set');
  button.type = 'submit';
  const answer = node('span', 'answer');
  answer.setAttribute('role', 'status');
  const row = node('form', 'knob', label, input, button, node('span', 'does', does), answer);
  row.dataset.knob = name;
  row.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const value = JSON.parse(input.value);
      await call('POST', '/sandbox/faults', JSON.stringify({ [name]: value }));
      answer.className = 'answer good';
      answer.textContent = `set to ${JSON.stringify(value)}`;
    } catch (problem) {
      answer.className = 'answer bad';
      answer.textContent = problem.message;
    }
    await refresh();
  });
  return row;
}

function on(id, act) {
  $(id).addEventListener('click', async () => {
    await act();
    await refresh();
  });
}

async function start() {
  const [{ knobs }, { people }] = await Promise.all([call('GET', '/sandbox/faults'), call('GET', '/sandbox/people')]);
  $('knobs').replaceChildren(...knobs.map((it) => knob(it, people[0].open_id)));
  for (const button of $('advance').children) {
    button.addEventListener('click', async () => {
      await call('POST', '/sandbox/clock/advance', JSON.stringify({ seconds: Number(button.dataset.seconds) }));
      await refresh();
    });
  }
  on('close', () => call('POST', '/sandbox/connections/close'));
  on('drop', () => call('POST', '/sandbox/connections/drop'));
  on('reset', async () => {
    await call('DELETE', '/sandbox/faults');
    for (const answer of document.querySelectorAll('.answer')) answer.textContent = '';
  });
  await refresh();
  setInterval(() => document.hidden || refresh(), EVERY);
}

start();
