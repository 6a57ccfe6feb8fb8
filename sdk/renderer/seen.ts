/** Tells once when at least half of an element has been visible for one second on end. Returns how to stop looking. */
const ENOUGH_MS = 1000;

export function whenSeen(target: Element, report: () => void): () => void {
  const page = target.ownerDocument;
  let inView = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    clearTimeout(timer);
    if (inView && page.visibilityState === "visible") timer = setTimeout(seen, ENOUGH_MS);
  };
  const seen = () => {
    stop();
    report();
  };
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
    page.removeEventListener("visibilitychange", look);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      inView = entries[entries.length - 1]!.intersectionRatio >= 0.5;
      look();
    },
    { threshold: 0.5 },
  );
  observer.observe(target);
  page.addEventListener("visibilitychange", look);
  return stop;
}
