// Where signing in leads: back to the page that asked for it, and never out of the panel.

const HOME = "/admin/";

/** @param asked the `back` of the address; anybody can write one into a link */
export function wayBack(asked: string | null, origin: string): string {
  if (!asked || !URL.canParse(asked, origin)) return HOME;
  const { origin: leadsTo, pathname, search, hash } = new URL(asked, origin);
  const isPanel = leadsTo === origin && pathname.startsWith(HOME);
  const isOpen = /^\/admin\/(sign-in|set-up)(\/|$)/.test(pathname);
  return isPanel && !isOpen ? pathname + search + hash : HOME;
}
