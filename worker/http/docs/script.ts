/** What makes routes on the page tryable: fills in the shop, sends what was typed, shows what came back. */
export const docsScript = `
const shop = document.querySelector("#shop");
const me = await fetch("/api/me").then((response) => (response.ok ? response.json() : { shops: [] }));
if (me.shops.length > 0)
  shop.replaceChildren(...me.shops.map(({ id, name, role }) => new Option(name + " (" + role + ")", id)));

function fillShop() {
  for (const input of document.querySelectorAll('input[name="shop"]')) input.value = shop.value;
}
shop.addEventListener("change", fillShop);
fillShop();

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const output = form.querySelector("output");
  const inputs = [...form.querySelectorAll("input")];
  const query = new URLSearchParams(
    inputs.filter((input) => input.dataset.in === "query" && input.value !== "").map((input) => [input.name, input.value]),
  );
  const path = form.dataset.path.replace(/\\{(\\w+)\\}/g, (_, name) =>
    encodeURIComponent(inputs.find((input) => input.dataset.in === "path" && input.name === name)?.value ?? ""),
  );
  const body = form.querySelector("textarea")?.value;
  const method = form.dataset.method.toUpperCase();
  output.textContent = "…";
  const started = performance.now();
  try {
    const response = await fetch(query.size ? path + "?" + query : path, {
      method,
      ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
    });
    const text = await response.text();
    output.textContent = [
      response.status + " in " + Math.round(performance.now() - started) + " ms",
      readable(text),
    ].join("\\n\\n");
  } catch (error) {
    output.textContent = String(error);
  }
});

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
`;
