// The pages that stand in the navigation, for the rail and for the bar on phones.
import { type Page, pages } from "../pages";

export type NavPage = Page & { nav: NonNullable<Page["nav"]> };

export const navPages: readonly NavPage[] = pages.filter((page): page is NavPage => page.nav !== undefined);

/** Is this address the page's own, or one that is part of it? */
export const isWithin = (path: string, { path: own, nav }: NavPage): boolean =>
  path === own ||
  (own !== "/" && [own, ...(nav.also ?? [])].some((part) => `${path}/`.startsWith(`${part}/`)));
