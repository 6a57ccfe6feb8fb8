// A message as visitors get it: the shop's own renderer, drawing into a frame of a shop page, scaled to the room there
// is. The frame keeps the message's media queries and the panel's styles apart.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Content, MessageKind } from "../../../../core/messages/message";
import { type ShownMessage, show } from "../../../../sdk/renderer/index";
import { Button } from "../../../components/button";
import { text } from "../../../texts/index";
import { dressAsShop } from "./shop-page";

export const DEVICES = ["desktop", "phone"] as const;
export type Device = (typeof DEVICES)[number];

/** CSS pixels of the page that is drawn on. */
const SIZES = {
  desktop: { width: 1000, height: 700 },
  phone: { width: 390, height: 780 },
  /** Small pictures among others: less of the page, so that the message can be read. */
  still: { width: 760, height: 500 },
} satisfies Record<Device | "still", { width: number; height: number }>;

const EMPTY_PAGE = "<!doctype html><html lang='en'><head><title>Preview</title></head><body></body></html>";

export interface PreviewProps {
  /** Names the frame for screen readers. */
  title: string;
  kind: MessageKind;
  content: Content;
  device: Device;
  /** Only to be looked at, as among templates. */
  still?: boolean;
  /** At most so high, in CSS pixels of the panel. */
  maxHeight?: number;
}

export function MessagePreview({
  title,
  kind,
  content,
  device,
  still = false,
  maxHeight = 640,
}: PreviewProps) {
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = useRef<ShownMessage>();
  const [ready, setReady] = useState(false);
  const [closed, setClosed] = useState(false);
  const [room, setRoom] = useState(0);
  const { width, height } = SIZES[still ? "still" : device];
  const scale = Math.min(1, room / width, maxHeight / height);

  useEffect(() => {
    const observer = new ResizeObserver(() => setRoom(place.current?.clientWidth ?? 0));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);

  function draw() {
    const page = frame.current?.contentDocument;
    if (!page?.body) return;
    shown.current?.close();
    setClosed(false);
    shown.current = show({
      kind,
      content,
      into: page.body,
      preview: true,
      on(event) {
        if (event !== "closed") return;
        shown.current = undefined;
        setClosed(true);
      },
    });
  }

  useEffect(() => {
    if (ready) draw();
  }, [ready, kind]);

  // What is edited is seen at once, also after somebody tried the cross.
  useEffect(() => {
    if (!ready) return;
    if (shown.current) shown.current.update(content);
    else draw();
  }, [content]);

  useEffect(() => () => shown.current?.close(), []);

  return (
    <div ref={place} class="min-w-0">
      <div
        inert={still}
        aria-hidden={still}
        class="relative mx-auto overflow-hidden rounded-field border border-line bg-sunken"
        style={{ width: `${Math.floor(width * scale)}px`, height: `${Math.floor(height * scale)}px` }}
      >
        <iframe
          ref={frame}
          title={title}
          srcdoc={EMPTY_PAGE}
          class="absolute top-0 left-0 origin-top-left border-0"
          style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` }}
          onLoad={() => {
            dressAsShop(frame.current!.contentDocument!);
            setReady(true);
          }}
        />
      </div>
      {!still && closed && (
        <p role="status" class="mt-3 flex flex-wrap items-center justify-center gap-3 text-muted">
          {text.messages.preview.closed}
          <Button size="small" onClick={draw}>
            {text.messages.preview.again}
          </Button>
        </p>
      )}
    </div>
  );
}
