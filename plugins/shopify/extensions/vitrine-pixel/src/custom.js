/** The pixel for shops without an app: Settings ▸ Customer events ▸ Add custom pixel. Shopify gives `api`; the lines above, VITRINE. */
import { watch } from "./pixel.js";

watch({ ...api, settings: VITRINE });
