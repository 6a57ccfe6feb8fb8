// The words of requests by law that came through a shop system: to see data, to be erased, to erase a whole shop.
export const privacyRequests = {
  title: "Requests from your shop system",
  about:
    "What your customers, or the system itself, may ask for by law. Answer within the days that it gives.",
  ownersOnly: "Owners see and answer requests.",
  none: "There are none. When a customer asks Shopify to see or erase what is known of them, it stands here.",
  platforms: { shopify: "Shopify", woocommerce: "WooCommerce" },
  somebody: "Somebody",
  wantsData: (who: string) => `${who} asks to see what you keep of them`,
  wantsErasure: (who: string) => `${who} asks to be erased`,
  wantsShop: (platform: string) => `${platform} asks to erase everybody, as this shop left it`,
  asked: "Asked",
  due: (day: string) => `to be answered by ${day}`,

  download: "Download their data",
  downloadHint: "Made when you download it, and kept nowhere. Give it to nobody else.",
  given: "I gave it to them",
  givenDone: "Noted. Who asked is no longer kept with the request.",
  byItself: "Is carried out by itself, within minutes.",

  shopAbout:
    "If you closed the shop or stopped using Vitrine for it, erase everybody. If the shop goes on, with another system or connected anew, keep them.",
  shopUnasked: (day: string) =>
    `No visits have come since. If nobody answers, everybody is erased on ${day}.`,
  shopAlive: "Visits still come in: nobody is erased unless you say so.",
  keep: "Keep everybody",
  kept: "Everybody stays. The request is closed.",
  erase: "Erase everybody",
  eraseTitle: (shop: string) => `Erase everybody that ${shop} knows?`,
  eraseAbout:
    "All profiles, everything known of them, their browsers, imported files and open links go, for good. Orders stay in your numbers, under nobody's name. Segments, messages and settings stay.",
  eraseType: (shop: string) => `Type ${shop} to erase everybody`,
  eraseConfirm: "Erase everybody for good",
  erasing: "Everybody is being erased. It takes some minutes and goes on by itself.",
  erasingToast: "Everybody is being erased. Below, under Erasures, is the receipt when it is done.",

  done: {
    given: "The file was given",
    erase: "Erased",
    keep: "Everybody was kept",
  },
  by: (name: string) => `by ${name}`,
  doneCaption: "Done within 90 days",
};
