/** A product's page: colours change its picture, the form fills the cart. */
import { html } from "../html";
import type { Item } from "../item";
import { addToCart } from "./cart";
import { reportItem } from "./data-layer";
import { notice } from "./notice";
import { itemIn } from "./product-lists";

export function mountProduct(main: HTMLElement): void {
  const form = main.querySelector<HTMLFormElement>("[data-buy]");
  const item = form && itemIn(form);
  if (!form || !item) return;
  form.addEventListener("change", () => showColour(main, form, item));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = chosenItem(form, item);
    const quantity = Number(new FormData(form).get("quantity") ?? 1);
    addToCart(chosen, quantity);
    notice(html`<p><strong>${chosen.name}</strong> is in your cart.</p><a href="/cart">To the cart</a>`);
  });
  reportItem(item);
}

function chosenItem(form: HTMLFormElement, item: Item): Item {
  const choices = new FormData(form);
  const parts = [choices.get("colour"), choices.get("size")].filter((part) => typeof part === "string");
  return { ...item, variant: parts.join(" / ") || undefined, image: pictureIn(form, item) };
}

function showColour(main: HTMLElement, form: HTMLFormElement, item: Item): void {
  const address = pictureIn(form, item);
  const colour = String(new FormData(form).get("colour") ?? "");
  const picture = main.querySelector(".product-picture picture");
  const image = picture?.querySelector("img");
  if (!image || image.getAttribute("src") === address) return;
  picture
    ?.querySelector("source")
    ?.setAttribute("srcset", `${address}${address.includes("?") ? "&" : "?"}scheme=dark`);
  image.src = address;
  const name = main.querySelector("#colour-name");
  if (name) name.textContent = colour;
}

/** The first colour has the plain address, the one that the catalogue knows. */
function pictureIn(form: HTMLFormElement, item: Item): string {
  const colour = new FormData(form).get("colour");
  const first = form.querySelector<HTMLInputElement>("[name=colour]")?.value;
  return !colour || colour === first
    ? item.image
    : `${item.image}?colour=${encodeURIComponent(String(colour))}`;
}
