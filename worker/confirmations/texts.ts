/** What the confirmation page says. */
export const texts = {
  open: {
    title: "Confirm your email address",
    lead: (shop: string, address: string) => `${shop} asks whether ${address} is your address.`,
    consent: "With the button you agree to this:",
    button: "Yes, confirm",
    otherwise: "If you did not ask for this, close this page. Nothing is confirmed without the button.",
  },
  done: {
    title: "Thank you",
    lead: (shop: string) => `Your address is confirmed. ${shop} knows it now.`,
    goOn: (shop: string) => `Go on to ${shop}`,
  },
  confirmed: {
    title: "Your address is confirmed already",
    lead: () => "There is nothing left to do.",
  },
  expired: {
    title: "This link is too old",
    lead: (shop: string) => `Nothing was confirmed. Ask ${shop} for a new link.`,
  },
  unknown: {
    title: "There is no such link",
    lead: "Nothing was confirmed. Open the link as it stands in the mail, from its beginning to its end.",
  },
  busy: {
    title: "One moment, please",
    lead: "This link was opened very often. Open it again in a minute: it stays good.",
  },
  failed: {
    title: "Something went wrong on our side",
    lead: "Open the link again in a moment: it stays good.",
  },
};
