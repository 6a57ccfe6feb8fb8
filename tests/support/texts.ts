/** Words that the panel loads with its pages: for tests of what stands on them. */
import { loadTexts } from "../../admin/texts/index";

await Promise.all([loadTexts("imports"), loadTexts("messages"), loadTexts("privacyRequests")]);
