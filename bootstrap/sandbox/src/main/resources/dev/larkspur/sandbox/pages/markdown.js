/* Feishu's markdown as far as cards use it, built as nodes: text is never taken for HTML. */

const INLINE = /(\*\*(.+?)\*\*)|(`([^`]+)`)|(\[([^\]]+)\]\(([^)\s]+)\))|(<font color=['"]?(\w+)['"]?>(.*?)<\/font>)|(\*(.+?)\*)|(~~(.+?)~~)/s;

export function safeUrl(url) {
  try {
    const parsed = new URL(url, location.href);
    return ['http:', 'https:'].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

function element(tag, children, className) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

function link(text, url) {
  const href = safeUrl(url);
  if (!href) return document.createTextNode(text);
  const node = element('a', inline(text));
  node.href = href;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return node;
}

function inline(text) {
  const found = INLINE.exec(text);
  if (!found) return text ? [document.createTextNode(text)] : [];
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  let node;
  if (found[1]) node = element('strong', inline(found[2]));
  else if (found[3]) node = element('code', [found[4]]);
  else if (found[5]) node = link(found[6], found[7]);
  else if (found[8]) node = element('span', inline(found[10]), found[9] === 'grey' ? 'grey' : '');
  else if (found[11]) node = element('em', inline(found[12]));
  else node = element('del', inline(found[14]));
  return [...(before ? [document.createTextNode(before)] : []), node, ...inline(after)];
}

function lines(list) {
  return list.flatMap((line, i) => (i ? [document.createElement('br'), ...inline(line)] : inline(line)));
}

function block(kind, group) {
  switch (kind) {
    case 'ul':
    case 'ol':
      return element(kind, group.map((line) => element('li', inline(line.replace(/^\s*([-*]|\d+\.)\s+/, '')))));
    case 'quote':
      return element('blockquote', lines(group.map((line) => line.replace(/^>\s?/, ''))));
    case 'heading':
      return element('h4', inline(group[0].replace(/^#+\s+/, '')));
    case 'rule':
      return document.createElement('hr');
    default:
      return element('p', lines(group));
  }
}

function kindOf(line) {
  if (/^\s*[-*]\s+/.test(line)) return 'ul';
  if (/^\s*\d+\.\s+/.test(line)) return 'ol';
  if (/^>/.test(line)) return 'quote';
  if (/^#+\s+/.test(line)) return 'heading';
  if (/^\s*---+\s*$/.test(line)) return 'rule';
  return line.trim() ? 'text' : 'gap';
}

export function markdown(text, className) {
  const root = element('div', [], `md ${className}`);
  const source = text.replace(/<br\s*\/?>/g, '\n').split('\n');
  for (let i = 0; i < source.length; ) {
    const kind = kindOf(source[i]);
    const group = [source[i++]];
    while (i < source.length && kindOf(source[i]) === kind && !['heading', 'rule'].includes(kind)) group.push(source[i++]);
    if (kind !== 'gap') root.append(block(kind, group));
  }
  return root;
}
