// Renders openapi.json. Everything from the document goes into the page as text, never as HTML.

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The document, or nothing: then the page says so and stays as it is. */
async function load() {
  try {
    const response = await fetch("openapi.json");
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (fault) {
    document.getElementById("loading").textContent = `openapi.json could not be loaded: ${fault.message}`;
    throw fault;
  }
}

const spec = await load();

/** Follows the reference of a node, if it is one. */
const resolved = (node) =>
  node.$ref ? node.$ref.slice(2).split("/").reduce((at, key) => at[key], spec) : node;

const nameOf = (node) => node.$ref?.split("/").at(-1);

/** An element: attributes by name, then children: elements, texts, or null for none. */
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null));
  return element;
}

/** The little Markdown that descriptions use: `code`, **strong**. */
const inline = (text) =>
  text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return el("code", {}, part.slice(1, -1));
    if (part.startsWith("**")) return el("strong", {}, part.slice(2, -2));
    return part;
  });

const paragraphs = (text = "") => text.split("\n\n").filter(Boolean).map((line) => el("p", {}, inline(line)));

function copyable(text) {
  const button = el("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  });
  return el("div", { class: "sample" }, el("pre", { tabindex: "0" }, text), navigator.clipboard ? button : null);
}

/** The type of a schema and its limits, in a line: `string, 1 to 20 characters`. */
function typeOf(schema) {
  const range = (least, most, unit) => {
    if (least != null && most != null) return `${least} to ${most}${unit}`;
    if (most != null) return `at most ${most}${unit}`;
    return least ? `at least ${least}${unit}` : null;
  };
  const length = schema.minLength === 1 && schema.maxLength == null
    ? "not empty"
    : range(schema.minLength, schema.maxLength, " characters");
  return [
    schema.const != null ? JSON.stringify(schema.const) : null,
    schema.enum ? `one of ${schema.enum.join(", ")}` : null,
    [schema.type].flat().filter(Boolean).join(" or ") || (schema.contentMediaType ? "file" : null),
    length,
    range(schema.minimum, schema.maximum, ""),
    range(schema.minItems, schema.maxItems, " items"),
    schema.default != null && schema.default !== "" ? `default ${schema.default}` : null,
  ].filter(Boolean).join(", ");
}

function field(name, node, required) {
  const schema = resolved(node);
  return [
    el("dt", {}, el("code", {}, name), " ", el("span", { class: "muted" },
      [typeOf(schema), required ? "required" : "optional"].filter(Boolean).join(", "))),
    el("dd", {}, paragraphs(node.description ?? schema.description), fields(schema)),
  ];
}

/** The properties of an object, or of the items of a list; null for plain values. */
function fields(node) {
  const schema = resolved(node);
  if (schema.oneOf) {
    return el("div", {}, schema.oneOf.map((option) => [
      el("h5", {}, `Either ${nameOf(option) ?? ""}`), fields(option) ?? el("p", {}, typeOf(resolved(option)))]).flat());
  }
  if (schema.items) return fields(schema.items);
  if (schema.additionalProperties?.contentMediaType) {
    return el("dl", { class: "fields" }, field("any name", schema.additionalProperties, true));
  }
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return null;
  return el("dl", { class: "fields" },
    properties.map(([name, property]) => field(name, property, schema.required?.includes(name))).flat());
}

const printed = (value) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

const examples = (media) =>
  Object.values(media.examples ?? {}).map((example) => [
    el("h5", {}, example.summary ?? "Example"), copyable(printed(example.value))]).flat();

/** @param terse leave the fields out: errors all have the same, which the introduction tells */
function content(types, terse = false) {
  return Object.entries(types ?? {}).map(([type, media]) => {
    const schema = media.schema ?? {};
    const line = [type, nameOf(schema) ?? typeOf(schema)].filter(Boolean).join(": ");
    return [el("h5", {}, line), terse ? null : fields(schema), examples(media)];
  }).flat(2);
}

function headers(nodes) {
  if (!nodes) return null;
  return el("dl", { class: "fields" }, Object.entries(nodes).map(([name, node]) => {
    const header = resolved(node);
    return [el("dt", {}, el("code", {}, name)),
      el("dd", {}, paragraphs(header.description), header.example ? el("code", {}, header.example) : null)];
  }).flat());
}

function answer([status, node]) {
  const response = resolved(node);
  return el("details", { class: "answer" },
    el("summary", {},
      el("span", { class: status < 400 ? "status" : "status fault" }, status), " ", inline(response.description)),
    el("div", {}, headers(response.headers), content(response.content, status >= 400)));
}

function parameters(nodes) {
  if (!nodes) return [];
  return [
    el("h4", {}, "Parameters"),
    el("dl", { class: "fields" }, nodes.map(resolved).map((parameter) => [
      el("dt", {}, el("code", {}, parameter.name), " ", el("span", { class: "muted" },
        [`in ${parameter.in}`, typeOf(parameter.schema), parameter.required ? "required" : "optional"].join(", "))),
      el("dd", {}, paragraphs(parameter.description)),
    ]).flat()),
  ];
}

/** The same request as a command line, from the first example. */
function curl(method, path, operation) {
  const address = path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = operation.parameters.map(resolved).find((one) => one.name === name);
    return parameter.example;
  });
  const media = operation.requestBody?.content ?? {};
  const json = Object.values(media["application/json"]?.examples ?? {})[0]?.value;
  const schemes = isOpen(operation) ? [] : (operation.security ?? []).flatMap(Object.keys);
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    `curl${method === "get" ? "" : ` -X ${method.toUpperCase()}`} ${quoted(location.origin + spec.servers[0].url + address)}`,
    schemes.includes("accessToken") ? `-H "Authorization: Bearer $TOKEN"` : null,
    schemes.includes("refreshToken") ? "-b cookies.txt -c cookies.txt" : null,
    operation.operationId === "logIn" ? "-c cookies.txt" : null,
    json ? `-H 'Content-Type: application/json' --data ${quoted(JSON.stringify(json))}` : null,
    media["multipart/form-data"] ? "-F 'picture=@sunset.jpg'" : null,
  ].filter(Boolean).join(" \\\n  ");
}

/** Whether one of the alternatives needs nothing. */
function isOpen(operation) {
  const alternatives = operation.security ?? [];
  return alternatives.length === 0 || alternatives.some((needed) => Object.keys(needed).length === 0);
}

function access(operation) {
  const schemes = (operation.security ?? []).flatMap(Object.keys);
  const links = schemes.map((name) => el("a", { href: `#${name}` }, name));
  if (!isOpen(operation)) return el("p", { class: "muted" }, "Needs ", links, ".");
  return schemes.length === 0
    ? el("p", { class: "muted" }, "Open to everybody.")
    : el("p", { class: "muted" }, "Open to everybody; shows more with ", links, ".");
}

function operationOf({ method, path, operation }) {
  return el("article", { id: operation.operationId, "aria-labelledby": `${operation.operationId}-title` },
    el("h3", { id: `${operation.operationId}-title` }, operation.summary),
    el("p", { class: "address" },
      el("span", { class: `method ${method}` }, method.toUpperCase()), " ", el("code", {}, spec.servers[0].url + path)),
    paragraphs(operation.description),
    access(operation),
    parameters(operation.parameters),
    operation.requestBody ? [el("h4", {}, "Body"), content(operation.requestBody.content)].flat() : null,
    el("h4", {}, "Answers"),
    Object.entries(operation.responses).map(answer),
    el("h4", {}, "With curl"),
    copyable(curl(method, path, operation)));
}

const operations = Object.entries(spec.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method] })));

const tagged = (tag) => operations.filter(({ operation }) => operation.tags.includes(tag.name));

function intro() {
  return el("section", { "aria-labelledby": "title" },
    el("h1", { id: "title" }, spec.info.title),
    el("p", {}, inline(spec.info.summary)),
    paragraphs(spec.info.description));
}

function security() {
  return el("section", { "aria-labelledby": "security" },
    el("h2", { id: "security" }, "Who is calling"),
    Object.entries(spec.components.securitySchemes).map(([name, scheme]) =>
      el("article", { id: name }, el("h3", {}, name), paragraphs(scheme.description))));
}

function section(tag) {
  const id = `tag-${tag.name.toLowerCase()}`;
  return el("section", { "aria-labelledby": id },
    el("h2", { id }, tag.name), paragraphs(tag.description), tagged(tag).map(operationOf));
}

const menu = (tag) => [
  el("h2", {}, tag.name),
  el("ul", {}, tagged(tag).map(({ method, operation }) =>
    el("li", {}, el("a", { href: `#${operation.operationId}` },
      el("span", { class: `method ${method}` }, method.toUpperCase()), " ", operation.summary)))),
];

const narrow = matchMedia("(max-width: 59.99rem)");
const contents = document.getElementById("contents");
contents.open = !narrow.matches;
narrow.addEventListener("change", () => { contents.open = !narrow.matches; });

const main = document.getElementById("content");
document.title = `${spec.info.title} API`;
document.getElementById("version").textContent = spec.info.version;
document.getElementById("menu").append(...spec.tags.flatMap(menu));
main.replaceChildren(intro(), security(), ...spec.tags.map(section));
main.removeAttribute("aria-busy");
if (location.hash) {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
