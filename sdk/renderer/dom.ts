/** Makes elements without HTML strings or style attributes, so that a strict CSP and Trusted Types have nothing to refuse. */
type Attributes = Record<string, string | number | boolean | undefined>;
export type Child = Node | string | undefined;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : `${value}`);
  }
  return add(made, children);
}

/** `append`, which the types of Workers (HTMLRewriter's Element) hide from those of the DOM. */
export function add<Parent extends Node>(parent: Parent, children: readonly Child[]): Parent {
  for (const child of children) {
    if (child !== undefined)
      parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return parent;
}
