/** Draws a message into the page or the editor, inside a shadow root of its own, and tells what the visitor does with it. */
import type { Content, MessageKind } from "../../core/messages/message";
import { blocksCss, drawBlock } from "./blocks/index";
import { element } from "./dom";
import { followKeyboard } from "./keyboard";
import { bar } from "./kinds/bar";
import { popup } from "./kinds/popup";
import type { KindRenderer, Scene } from "./scene";
import { whenSeen } from "./seen";
import { applyTheme, css, type SetProperty } from "./theme";
import { wordsFor } from "./words";

export interface ShowOptions {
  kind: MessageKind;
  content: Content;
  /** Not needed for styles, which are adopted sheets and thus free under any CSP; kept for parts that load scripts. */
  nonce?: string;
  /** The editor draws into its own frame's element instead of the page. */
  into?: Element;
  /** Links do not navigate, nothing is focused or trapped. */
  preview?: boolean;
  /**
   * `shown` comes once, after half of it was visible for 1 s; `closed` once, only when the visitor closed it.
   * A promise returned for `submitted` keeps the form waiting; when it rejects, the visitor may try again.
   */
  on(
    event: MessageEventName,
    detail?: { answers?: Record<string, string>; url?: string },
  ): void | Promise<void>;
}
export type MessageEventName = "shown" | "clicked" | "closed" | "submitted";

export interface ShownMessage {
  /** Takes the message away, without a report. */
  close(): void;
  element: HTMLElement;
  /** For the editor: draws changed content in place. */
  update(content: Content): void;
}

const KINDS = { popup, bar } satisfies Record<MessageKind, KindRenderer>;

export function show(options: ShowOptions): ShownMessage {
  const { into, preview = false, on } = options;
  const page = into?.ownerDocument ?? document;
  const kind = KINDS[options.kind];
  const host = page.createElement("vitrine-message");
  const root = host.attachShadow({ mode: "open" });
  const set = styled(page, root, css + blocksCss + kind.css);
  const words = wordsFor(page.documentElement.lang);
  const frame = kind.frame();
  let before: EventTarget | null = null;
  let ended = false;

  const update = (content: Content) => {
    const scene: Scene = { kind: options.kind, content, words, preview, on };
    const drawn = content.blocks.flatMap((block) => drawBlock(block, scene) ?? []);
    const close = element("button", {
      type: "button",
      class: "close",
      "aria-label": words.close,
      "data-close": true,
    });
    applyTheme(set, content.theme, page);
    kind.fill(frame, close, drawn, content);
    name(frame, content);
  };

  const close = () => {
    if (ended) return;
    ended = true;
    const held = root.activeElement !== null;
    stopLooking();
    stopFollowing();
    if (frame instanceof HTMLDialogElement && frame.open) frame.close();
    host.remove();
    if (held) (before as HTMLElement | null)?.focus({ preventScroll: true });
  };
  const dismiss = () => {
    if (ended) return;
    close();
    on("closed");
  };

  frame.classList.add("frame");
  frame.classList.toggle("preview", preview);
  frame.dir = page.documentElement.dir || page.body.dir || "auto";
  update(options.content);
  root.appendChild(frame);
  // Beside the body: no `body > :last-child` of the page changes its meaning.
  (into ?? page.documentElement).appendChild(host);

  // Dialogs give the focus back by themselves; bars are entered and left at will.
  host.addEventListener("focusin", ({ relatedTarget }) => {
    before = relatedTarget;
  });
  frame.addEventListener("close", dismiss);
  frame.addEventListener("click", clicked);
  for (const type of ["keydown", "keypress", "keyup"] as const) frame.addEventListener(type, typed);
  if (preview) kind.openPreview(frame);
  else kind.open(frame);
  const stopFollowing = followKeyboard(page.defaultView!, set);
  const stopLooking = whenSeen(frame, () => on("shown"));
  return { close, element: host, update };

  function clicked(event: MouseEvent) {
    const target = event.target as Element;
    const link = target.closest("a");
    if (target.closest("[data-close]")) dismiss();
    if (!link) return;
    if (preview) event.preventDefault();
    on("clicked", { url: link.href });
    const stays =
      preview || event.ctrlKey || event.metaKey || event.shiftKey || !link.protocol.startsWith("http");
    // After the browser has followed the link: a jump inside the page must not stay behind a dialog.
    if (kind.endsWithLink && !stays) setTimeout(close);
  }

  /** Keys typed here are no shortcuts of the page, which sees only our host as their target. */
  function typed(event: KeyboardEvent) {
    if (preview) return;
    event.stopPropagation();
    if (event.type === "keydown" && event.key === "Escape" && !event.isComposing) dismiss();
  }
}

/** Adopts the styles, and gives a setter for the properties of the host. Both come from the document that is drawn in. */
function styled(page: Document, root: ShadowRoot, styles: string): SetProperty {
  const sheet = new page.defaultView!.CSSStyleSheet();
  sheet.replaceSync(styles);
  const { style } = sheet.cssRules[sheet.insertRule(":host{}", sheet.cssRules.length)] as CSSStyleRule;
  root.adoptedStyleSheets = [sheet];
  // A name of our own: an `@property` of the page with the same name would reach into the shadow root.
  return (name, value) =>
    style.setProperty(name === "color-scheme" ? name : `--vi-${name}`, value, "important");
}

/** Names the message by its heading, else by its label, else by its words. */
function name(frame: HTMLElement, { label }: Content): void {
  const heading = frame.querySelector("h1, h2, h3");
  if (heading) {
    heading.id = "title";
    frame.setAttribute("aria-labelledby", heading.id);
    frame.removeAttribute("aria-label");
  } else {
    frame.removeAttribute("aria-labelledby");
    frame.setAttribute("aria-label", label || (frame.textContent ?? "").trim().slice(0, 80));
  }
}
