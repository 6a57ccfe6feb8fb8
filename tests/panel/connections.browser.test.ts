// The shop's server, as its owner connects it: the secret, the first delivery, a wrong one, and an API token.
import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopifyOrder } from "../../core/platforms/fixtures";
import { expectAccessible } from "../support/axe";
import { type PanelStage, startPanel } from "../support/panel";

const SECRET = "9fa0b2d06a51c7";
let stage: PanelStage;
let page: Page;

beforeAll(async () => {
  stage = await startPanel(9581, 60);
  page = await stage.signedIn();
});
afterAll(() => stage?.stop());

const deliver = (address: string, secret: string) => {
  const body = JSON.stringify(shopifyOrder);
  return fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "orders/create",
      "x-shopify-webhook-id": secret,
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
    body,
  });
};

describe("connecting Shopify", () => {
  it("takes its secret and tells the first delivery, and one that did not fit", async () => {
    await page.goto(`${stage.local.url}/admin/settings?tab=connections`);
    const shopify = page.getByRole("region", { name: "Shopify" });
    await shopify.getByText("Not connected").waitFor();
    await expectAccessible(page);
    await shopify.getByRole("button", { name: "Connect" }).click();
    await shopify.getByText("A secret has at least 8 characters.").waitFor();
    await shopify.getByLabel("Secret").fill(SECRET);
    await shopify.getByRole("button", { name: "Connect" }).click();
    await shopify.getByText("Waiting for the first delivery").waitFor();
    const address = (await shopify.getByRole("group").textContent())!;
    expect((await deliver(address, SECRET)).status).toBe(200);
    expect((await deliver(address, "another secret")).status).toBe(401);
    await page.reload();
    await shopify.getByText("Connected", { exact: true }).waitFor();
    await shopify.getByText("orders/create").waitFor();
    await shopify.getByText("signed with another secret").waitFor();
    expect(await page.content()).not.toContain(SECRET);
    await expectAccessible(page);
    expect(stage.complaints()).toEqual([]);
  });

  it("ends when it is disconnected", async () => {
    await page.getByRole("button", { name: "Disconnect Shopify" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await page.getByRole("region", { name: "Shopify" }).getByText("Not connected").waitFor();
  });
});

describe("an API token", () => {
  it("is made with a name and what it may do, is shown once, and works until it is revoked", async () => {
    await page.goto(`${stage.local.url}/admin/settings?tab=tokens`);
    await page.getByText("There are none yet.").waitFor();
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByText("Give it a name").waitFor();
    await expectAccessible(page);
    await page.getByLabel("What is it for?").fill("Warehouse");
    await page.getByLabel("Read orders").check();
    await page.getByRole("button", { name: "Make a token" }).click();
    const token = (await page.getByRole("group", { name: "Your new token" }).textContent())!;
    await expectAccessible(page);
    const ask = () =>
      fetch(`${stage.local.url}/api/v1/shops/fjellfjord/orders/none`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask()).status).toBe(404);
    await page.getByRole("button", { name: "I have copied it" }).click();
    expect(await page.content()).not.toContain(token);
    await page.getByRole("button", { name: "Revoke Warehouse" }).click();
    await page.getByRole("button", { name: "Revoke token" }).click();
    await page.getByText("“Warehouse” is revoked.").waitFor();
    expect((await ask()).status).toBe(401);
    expect(stage.complaints()).toEqual([]);
  });
});
