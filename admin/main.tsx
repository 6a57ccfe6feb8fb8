// Starts the panel: words first, then the page.
import { render } from "preact";
import { watchNavigation } from "./models/navigation";
import { openSession } from "./models/session";
import { chooseLanguage } from "./texts/index";

await chooseLanguage(navigator.languages);
watchNavigation();
// Pages for people who are not signed in stand alone.
const isOpen = /^\/admin\/(sign-in|set-up)\b/.test(location.pathname);
if (!isOpen) await openSession();
const { App } = await import("./app");
render(<App />, document.getElementById("panel")!);
