/* The chat page: whose screen, which cards, and what happens on a press. */

import { renderCard } from './card.js';
import { safeUrl } from './markdown.js';

const WORDS = {
  en_us: {
    brand: 'stands in for Feishu', whose: 'Whose screen you look at', panel: 'Authorization', control: 'Control page',
    none: 'No messages yet', noneHint: 'As soon as a service asks for this person’s authorization, the card appears here.',
    outside: 'may not use the app', connected: (n) => `${n} long connection${n === 1 ? '' : 's'} open`,
    alone: 'Not connected: clicks cannot be answered', recalled: 'This message was recalled',
    reading: (name) => `You are ${name}. Cards are answered by pressing their buttons.`,
    failed: (code) => `Something went wrong, try again later. code: ${code}`, edited: 'edited',
  },
  zh_cn: {
    brand: '代替飞书的沙箱', whose: '查看谁的屏幕', panel: '授权', control: '控制页',
    none: '暂无消息', noneHint: '有服务请求此人授权时，卡片会立即出现在这里。',
    outside: '不在应用可用范围', connected: (n) => `${n} 个长连接`, alone: '未建立长连接：点击无法得到响应', recalled: '此消息已撤回',
    reading: (name) => `你是 ${name}，请点击卡片上的按钮。`, failed: (code) => `出错了，请稍后重试 code: ${code}`, edited: '已更新',
  },
  ja_jp: {
    brand: 'Feishu の代わりをするサンドボックス', whose: '誰の画面を見るか', panel: '承認',
    none: 'メッセージはありません', noneHint: 'サービスがこの人に承認を求めると、ここにカードが届きます。',
    outside: 'アプリを利用できません', connected: (n) => `長時間接続 ${n} 本`, alone: '未接続：クリックに応答できません', recalled: 'このメッセージは取り消されました',
    reading: (name) => `あなたは ${name} です。カードのボタンで応答します。`, failed: (code) => `問題が発生しました。しばらくしてからお試しください code: ${code}`, edited: '更新済み',
  },
};

/* Of a language: how the browser names it, and how it tells the time. */
const LANGUAGES = {
  en_us: { tag: 'en', times: 'en-GB' },
  zh_cn: { tag: 'zh-CN', times: 'zh-CN' },
  ja_jp: { tag: 'ja', times: 'ja-JP' },
};

const state = { people: [], person: null, locale: 'en_us', open: 0, cards: [], shown: '', unread: new Map(), revisions: new Map() };
const $ = (id) => document.getElementById(id);
const words = () => WORDS[state.locale];
const nameOf = (person) => (state.locale === 'zh_cn' ? person.name : person.en_name);

async function call(path, body) {
  const options = body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error || `HTTP ${response.status}`);
  return answer;
}

function remember(key, value) {
  document.cookie = `${key}=${encodeURIComponent(value)}; path=/; SameSite=Lax`;
}

function recalled(key) {
  const found = document.cookie.split('; ').find((it) => it.startsWith(`${key}=`));
  return found ? decodeURIComponent(found.slice(key.length + 1)) : '';
}

function node(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function toast(type, text) {
  const shown = node('div', `toast ${['info', 'success', 'warning', 'error'].includes(type) ? type : 'info'}`, text);
  shown.dataset.testid = 'toast';
  shown.dataset.type = type;
  $('toasts').append(shown);
  setTimeout(() => shown.remove(), 4000);
}

function showPeople() {
  $('people').replaceChildren(
    ...state.people.map((person) => {
      const picture = node('img');
      picture.src = `/sandbox/avatars/${person.open_id}.svg`;
      picture.alt = '';
      const hint = person.available ? person.email : words().outside;
      const entry = node('button', 'person', picture, node('div', '', node('b', '', nameOf(person)), node('span', '', hint)));
      const unread = state.unread.get(person.open_id) || 0;
      if (unread) entry.append(node('span', 'count', String(unread)));
      entry.type = 'button';
      entry.dataset.person = person.open_id;
      if (state.person === person) entry.setAttribute('aria-current', 'true');
      entry.addEventListener('click', () => choose(person));
      return entry;
    }),
  );
}

function showFrame() {
  document.documentElement.lang = LANGUAGES[state.locale].tag;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = words()[each.dataset.text];
  for (const each of document.querySelectorAll('[data-locale]')) each.setAttribute('aria-pressed', String(each.dataset.locale === state.locale));
  $('line').className = state.open ? 'on' : '';
  $('line').lastElementChild.textContent = state.open ? words().connected(state.open) : words().alone;
  $('who').textContent = state.person ? words().reading(nameOf(state.person)) : '';
}

function timeOf(card) {
  return new Date(card.sent_at).toLocaleTimeString(LANGUAGES[state.locale].times, { hour: '2-digit', minute: '2-digit' });
}

function message(card) {
  const meta = card.revision > 1 && !card.recalled ? `${timeOf(card)} · ${words().edited}` : timeOf(card);
  const body = node('div', 'body', node('div', 'meta', meta));
  if (card.recalled) {
    body.append(node('div', 'recalled', words().recalled));
  } else {
    const shown = renderCard(card.card, {
      locale: state.locale,
      open: (url) => follow(url),
      press: (value, button) => press(card, value, button),
    });
    if ((state.revisions.get(card.message_id) || 0) < card.revision) shown.classList.add('fresh');
    body.append(shown);
  }
  state.revisions.set(card.message_id, card.revision);
  const whole = node('div', 'message', node('div', 'from'), body);
  whole.dataset.message = card.message_id;
  whole.dataset.revision = String(card.revision);
  return whole;
}

function showCards() {
  const box = $('messages');
  const shown = JSON.stringify([state.locale, state.person.open_id, state.cards]);
  if (shown === state.shown) return; // a press must not lose its button to a redrawing that changes nothing
  state.shown = shown;
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const nothing = () => node('div', 'empty', node('b', '', words().none), words().noneHint);
  box.replaceChildren(...(state.cards.length ? state.cards.map(message) : [nothing()]));
  if (atEnd) box.scrollTop = box.scrollHeight;
}

function show() {
  showPeople();
  showFrame();
  showCards();
}

async function refresh() {
  const person = state.person;
  const { cards } = await call(`/sandbox/people/${person.open_id}/cards`);
  if (person !== state.person) return;
  state.cards = cards;
  showCards();
}

async function choose(person) {
  state.person = person;
  state.cards = [];
  state.unread.delete(person.open_id);
  remember('sandbox_as', person.open_id);
  closePanel();
  show();
  await refresh();
  $('messages').scrollTop = $('messages').scrollHeight;
}

async function press(card, value, button) {
  button.classList.add('busy');
  try {
    const result = await call('/sandbox/click', { message_id: card.message_id, open_id: state.person.open_id, value });
    if (result.error_code) toast('error', words().failed(result.error_code));
    else if (result.toast) toast(result.toast.type || 'info', (result.toast.i18n || {})[state.locale] || result.toast.content || '');
  } catch (problem) {
    toast('error', problem.message);
  }
  button.classList.remove('busy');
  await refresh();
}

/* In the client an applink opens its page in the side panel; a plain link goes to the browser. */
function follow(url) {
  const href = safeUrl(url);
  if (!href) return;
  const link = new URL(href);
  const page = link.pathname === '/client/web_url/open' ? safeUrl(link.searchParams.get('url') || '') : null;
  if (page && new URL(page).origin === location.origin) {
    $('consent-frame').src = page;
    $('panel').hidden = false;
  } else {
    window.open(href, '_blank', 'noopener,noreferrer');
  }
}

function closePanel() {
  $('panel').hidden = true;
  $('consent-frame').removeAttribute('src');
}

function changed(event) {
  const card = JSON.parse(event.data);
  if (state.person && card.open_id === state.person.open_id) {
    refresh();
  } else if (card.revision === 1) {
    state.unread.set(card.open_id, (state.unread.get(card.open_id) || 0) + 1);
    showPeople();
  }
}

function listen() {
  const events = new EventSource('/sandbox/events');
  events.addEventListener('card', changed);
  events.addEventListener('connections', (event) => {
    state.open = JSON.parse(event.data).open;
    showFrame();
  });
  events.addEventListener('open', () => state.person && refresh());
}

function startingLocale() {
  const kept = recalled('sandbox_locale');
  const spoken = Object.keys(LANGUAGES).find((it) => navigator.language.startsWith(LANGUAGES[it].tag.slice(0, 2)));
  return LANGUAGES[kept] ? kept : spoken || 'en_us';
}

async function start() {
  state.locale = startingLocale();
  const { people, app } = await call('/sandbox/people');
  state.people = people;
  for (const person of people) state.unread.set(person.open_id, person.messages);
  $('app-name').textContent = app;
  const wanted = new URLSearchParams(location.search).get('as') || recalled('sandbox_as');
  for (const each of document.querySelectorAll('[data-locale]')) {
    each.addEventListener('click', () => {
      state.locale = each.dataset.locale;
      remember('sandbox_locale', state.locale);
      show();
    });
  }
  $('panel-close').addEventListener('click', closePanel);
  await choose(people.find((person) => person.open_id === wanted) || people[0]);
  listen();
}

start();
