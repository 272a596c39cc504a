/* Renders card JSON 2.0 as the client would. What it does not know it names, so that nothing is hidden. */

import { markdown } from './markdown.js';

const COLOURS = ['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple', 'indigo', 'grey'];
const BUTTONS = ['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text', 'primary_filled', 'danger_filled'];

export function textOf(node, locale) {
  if (!node) return '';
  return (node.i18n_content && node.i18n_content[locale]) || node.content || '';
}

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

function look(node) {
  const size = ['notation'].includes(node.text_size) || node.text_color === 'grey' ? 'note' : '';
  const heading = ['heading', 'heading-1', 'heading-2', 'heading-3'].includes(node.text_size) ? 'heading' : '';
  const align = ['center', 'right'].includes(node.text_align) ? node.text_align : '';
  return [size, heading, align].filter(Boolean).join(' ');
}

function button(node, context) {
  const shown = make('button', BUTTONS.includes(node.type) ? node.type : 'default', textOf(node.text, context.locale));
  const behaviors = node.behaviors || [];
  const callback = behaviors.find((it) => it.type === 'callback');
  const open = behaviors.find((it) => it.type === 'open_url');
  const url = open && (open.pc_url || open.default_url || open.url);
  shown.type = 'button';
  shown.disabled = node.disabled === true;
  if (node.width === 'fill') shown.classList.add('wide');
  if (callback && callback.value && callback.value.act) shown.dataset.act = callback.value.act;
  if (url) shown.dataset.url = url;
  shown.addEventListener('click', () => {
    if (url) context.open(url);
    if (callback) context.press(callback.value, shown);
  });
  return shown;
}

function columns(node, context) {
  const row = make('div', 'columns');
  if (node.flex_mode && node.flex_mode !== 'none') row.classList.add('flow');
  if (node.background_style && node.background_style !== 'default') row.classList.add('shaded');
  for (const each of node.columns || []) {
    const column = make('div', 'column', ...elements(each.elements, context));
    if (each.width === 'weighted') column.classList.add('weighted');
    row.append(column);
  }
  return row;
}

function element(node, context) {
  switch (node.tag) {
    case 'markdown':
      return markdown(textOf(node, context.locale), look(node));
    case 'plain_text':
    case 'lark_md':
      return node.tag === 'lark_md'
        ? markdown(textOf(node, context.locale), look(node))
        : make('div', `plain ${look(node)}`.trim(), textOf(node, context.locale));
    case 'div': {
      const parts = [node.text, ...(node.fields || []).map((field) => field.text)].filter(Boolean);
      return make('div', look(node), ...parts.map((part) => element(part, context)));
    }
    case 'hr':
      return document.createElement('hr');
    case 'button':
      return button(node, context);
    case 'column_set':
      return columns(node, context);
    case 'interactive_container':
    case 'form':
      return make('div', 'box', ...elements(node.elements, context));
    case 'collapsible_panel': {
      const title = node.header && textOf(node.header.title, context.locale);
      const fold = make('details', 'box', make('summary', '', title || ''), ...elements(node.elements, context));
      fold.open = node.expanded === true;
      return fold;
    }
    case 'note':
      return make('div', 'note', ...elements(node.elements, context));
    default:
      return make('div', 'unknown', String(node.tag));
  }
}

function elements(list, context) {
  return (list || []).map((node) => element(node, context));
}

/* A template's card says which one it is and what it was filled with. */
function origin(template) {
  const filled = Object.entries(template.template_variable || {}).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const shown = make('div', 'note', [template.template_id, template.template_version_name, ...filled].filter(Boolean).join(' · '));
  shown.dataset.template = template.template_id;
  return shown;
}

export function renderCard(card, context) {
  const root = make('article', 'card');
  const header = card.header;
  if (header) {
    const title = make('div', `title ${COLOURS.includes(header.template) ? header.template : 'default'}`);
    title.append(make('h3', '', textOf(header.title, context.locale)));
    if (header.subtitle) title.append(make('p', '', textOf(header.subtitle, context.locale)));
    root.append(title);
  }
  root.append(make('div', 'content', ...elements(card.body && card.body.elements, context)));
  if (card.from_template) root.append(origin(card.from_template));
  return root;
}
