/** The pixel as an app's extension. */
import { register } from "@shopify/web-pixels-extension";
import { watch } from "./pixel.js";

register(watch);
