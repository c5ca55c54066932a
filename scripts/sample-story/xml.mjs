/** A small XML writer: nested arrays [name, attributes?, ...children], indented by two blanks; absent children are left out. */

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = text => String(text).replace(/[&<>"]/g, character => escapes[character]);

const isAttributes = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown[]} node @returns {string} */
function element(node, indent) {
  const [name, ...rest] = node;
  const attributes = isAttributes(rest[0]) ? rest.shift() : {};
  const children = flat(rest);
  const open = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')}`;
  if (children.length === 0) return `${open}/>\n`;
  if (!Array.isArray(children[0])) return `${open}>${escapeXml(children[0])}</${name}>\n`;
  return `${open}>\n${children.map(child => element(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}

/** Lists of elements may stand among the children; null, undefined and false are absent. */
function flat(children) {
  return children.flatMap(child => {
    if (child === null || child === undefined || child === false || child === '') return [];
    if (Array.isArray(child) && typeof child[0] !== 'string') return flat(child);
    return [child];
  });
}

export const xmlDocument = root => `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, '')}`;
