// Starts the panel: words first, then the page.
import { render } from "preact";
import { watchNavigation } from "./models/navigation";
import { problemOf } from "./models/problem";
import { openSession } from "./models/session";
import { chooseLanguage } from "./texts/index";

await chooseLanguage(navigator.languages);
watchNavigation();
// Pages for people who are not signed in stand alone.
const isOpen = /^\/admin\/(sign-in|set-up)\/?$/.test(location.pathname);
const problem = isOpen ? undefined : await openSession().then(() => undefined, problemOf);
const { App } = await import("./app");
render(<App problem={problem} />, document.getElementById("panel")!);
