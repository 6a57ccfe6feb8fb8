/** The panel's API and the panel: all of the Worker but visits. Its type is what the panel's client knows. */
import { requestId } from "hono/request-id";
import { attributeFileRoutes } from "./attribute-files/routes";
import { explorerRoutes } from "./attributes/explorer-routes";
import { attributeRoutes } from "./attributes/routes";
import { confirmationPages } from "./confirmations/page-routes";
import { confirmationRoutes } from "./confirmations/routes";
import { customerRoutes } from "./customers/routes";
import { exportRoutes } from "./exports/routes";
import { membersOnly, ownOriginOnly } from "./http/access";
import { documentRoutes } from "./http/docs/routes";
import { onError, Problem } from "./http/errors";
import { logRequests } from "./http/log";
import { refuseMethod } from "./http/methods";
import { panel } from "./http/panel";
import { router } from "./http/router";
import { headers, limitBody, neverCached } from "./http/security";
import { importRoutes } from "./imports/routes";
import { memberRoutes } from "./members/routes";
import { signInRoutes } from "./members/sign-in";
import { messageRoutes } from "./messages/routes";
import { orderRoutes } from "./orders/routes";
import { requestRoutes } from "./privacy/request-routes";
import { privacyRoutes } from "./privacy/routes";
import { discountRoutes } from "./products/discount-routes";
import { productRoutes } from "./products/routes";
import { profileRoutes } from "./profiles/routes";
import { tagRoutes } from "./profiles/tag-routes";
import { segmentRoutes } from "./segments/routes";
import { ruleRoutes } from "./segments/rule-routes";
import { installationRoutes } from "./shops/installation-routes";
import { settingsRoutes } from "./shops/settings-routes";
import { signingRoutes } from "./shops/signing-routes";
import { tableRoutes, tableRowRoutes } from "./tables/routes";
import { tokenRoutes } from "./tokens/routes";
import { connectionRoutes } from "./webhooks/connection-routes";
import { webhookRoutes } from "./webhooks/routes";

export type AppType = ReturnType<typeof routes>;

export function createApp() {
  const app = router();
  app.use(requestId(), logRequests, headers);
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.route("/admin", panel);
  app.route("/webhooks", webhookRoutes);
  app.route("/confirm", confirmationPages);
  app.use("/api/*", ownOriginOnly, limitBody, neverCached);
  app.route("/api/auth", signInRoutes);
  app.use("/api/shops/:shop", membersOnly);
  app.use("/api/shops/:shop/*", membersOnly);
  app.use("/api/v1/shops/:shop/*", membersOnly);
  const api = routes();
  api.route("/api/v1/shops/:shop", serverRoutes());
  app.route("/", api);
  app.route("/api", documentRoutes(api));
  app.notFound((c) => {
    refuseMethod(app, c);
    throw new Problem("not-found");
  });
  app.onError(onError);
  return app;
}

/** What the shop's own servers use, at an address that stays: the panel's client need not know it. */
const serverRoutes = () =>
  router()
    .route("/orders", orderRoutes)
    .route("/", customerRoutes)
    .route("/", confirmationRoutes)
    .route("/products", productRoutes)
    .route("/discounts", discountRoutes)
    .route("/tables", tableRowRoutes);

/** Grouped by domain, so that the compiler and the reader meet a few at a time. */
function routes() {
  return router()
    .route("/api", memberRoutes)
    .route("/api/shops/:shop", settingsRoutes)
    .route("/api/shops/:shop", signingRoutes)
    .route("/api/shops/:shop", installationRoutes)
    .route("/api/shops/:shop/attributes", attributeRoutes)
    .route("/api/shops/:shop/attribute-files", attributeFileRoutes)
    .route("/api/shops/:shop/explorer", explorerRoutes)
    .route("/api/shops/:shop/rules", ruleRoutes)
    .route("/api/shops/:shop/segments", segmentRoutes)
    .route("/api/shops/:shop/profiles", profileRoutes)
    .route("/api/shops/:shop/tokens", tokenRoutes)
    .route("/api/shops/:shop/connections", connectionRoutes)
    .route("/api/shops/:shop/tags", tagRoutes)
    .route("/api/shops/:shop/exports", exportRoutes)
    .route("/api/shops/:shop/privacy", privacyRoutes)
    .route("/api/shops/:shop/privacy", requestRoutes)
    .route("/api/shops/:shop/messages", messageRoutes)
    .route("/api/shops/:shop/imports", importRoutes)
    .route("/api/shops/:shop/products", productRoutes)
    .route("/api/shops/:shop/discounts", discountRoutes)
    .route("/api/shops/:shop/tables", tableRoutes);
}
