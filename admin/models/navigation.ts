// How the reader came to this page: by opening it (the browser sets focus and scroll) or by a link inside the panel.

let navigated = false;
let shownPath = "";

/** Called once, before the first render. A step forward starts at the top; back and forward are the browser's own. */
export function watchNavigation(): void {
  shownPath = location.pathname;
  addEventListener("pushState", () => {
    if (location.pathname === shownPath) return;
    shownPath = location.pathname;
    navigated = true;
    scrollTo(0, 0);
  });
  addEventListener("popstate", () => {
    shownPath = location.pathname;
    navigated = true;
  });
}

export const arrivedByNavigation = (): boolean => navigated;
