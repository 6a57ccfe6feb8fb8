// Every page of the panel: its address, how it loads, and its place in the navigation. Adding a page is adding one
// entry here and one folder under pages/. A page whose backend is not there yet has no entry.
import type { ComponentType } from "preact";
import {
  House,
  type LucideIcon,
  MessageSquare,
  Settings,
  Tags,
  UserRound,
  UsersRound,
} from "./components/icons";
import { loadTexts, type Texts } from "./texts/index";

export interface PageProps {
  params: Record<string, string | undefined>;
}

export type LoadPage = () => Promise<{ default: ComponentType<PageProps> }>;

export interface Page {
  /** Below /admin; may hold parameters: "/segments/:id". */
  path: string;
  load: LoadPage;
  /** Where it stands in the rail; pages reached through others have none. */
  nav?: {
    name: keyof Texts["pages"];
    icon: LucideIcon;
    /** Beginnings of other addresses that are part of it. */
    also?: readonly string[];
  };
  /** For people who are not signed in: without the shell. Its address stands in main.tsx too. */
  open?: true;
}

/** A page with many words brings them along. */
const withTexts =
  (part: Parameters<typeof loadTexts>[0], load: LoadPage): LoadPage =>
  async () => {
    const [page] = await Promise.all([load(), loadTexts(part)]);
    return page;
  };

export const pages: readonly Page[] = [
  { path: "/", load: () => import("./pages/home/page"), nav: { name: "home", icon: House } },
  {
    path: "/segments",
    load: () => import("./pages/segments/page"),
    nav: { name: "segments", icon: UsersRound },
  },
  { path: "/segments/new", load: () => import("./pages/segments/builder/page") },
  { path: "/segments/:id/edit", load: () => import("./pages/segments/builder/page") },
  { path: "/segments/:id", load: () => import("./pages/segments/segment/page") },
  {
    path: "/profiles",
    load: () => import("./pages/profiles/page"),
    nav: { name: "profiles", icon: UserRound },
  },
  { path: "/profiles/:id", load: () => import("./pages/profile/page") },
  { path: "/imports", load: withTexts("imports", () => import("./pages/imports/page")) },
  { path: "/imports/new", load: withTexts("imports", () => import("./pages/imports/new/page")) },
  { path: "/imports/:id", load: withTexts("imports", () => import("./pages/imports/import/page")) },
  {
    path: "/messages",
    load: withTexts("messages", () => import("./pages/messages/page")),
    nav: { name: "messages", icon: MessageSquare },
  },
  { path: "/messages/new", load: withTexts("messages", () => import("./pages/messages/new/page")) },
  { path: "/messages/:message", load: withTexts("messages", () => import("./pages/messages/editor/page")) },
  {
    path: "/messages/:message/report",
    load: withTexts("messages", () => import("./pages/messages/report/page")),
  },
  {
    path: "/attributes",
    load: withTexts(
      "attributeFiles",
      withTexts("tables", () => import("./pages/attributes/page")),
    ),
    nav: { name: "attributes", icon: Tags, also: ["/new-attribute", "/tables", "/new-table"] },
  },
  {
    path: "/attributes/:key",
    load: withTexts("computed", () => import("./pages/attributes/attribute/page")),
  },
  { path: "/new-attribute", load: withTexts("computed", () => import("./pages/attributes/attribute/page")) },
  ...["/tables/:key", "/new-table"].map((path) => ({
    path,
    load: withTexts(
      "tables",
      withTexts("tableQueries", () => import("./pages/tables/page")),
    ),
  })),
  {
    path: "/settings",
    load: withTexts("privacyRequests", () => import("./pages/settings/page")),
    nav: { name: "settings", icon: Settings },
  },
  { path: "/sign-in", load: () => import("./pages/sign-in/page"), open: true },
  { path: "/set-up", load: () => import("./pages/set-up/page"), open: true },
  { path: "/kitchen-sink", load: () => import("./pages/kitchen-sink/page") },
];
