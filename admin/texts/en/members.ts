// The words of signing in, of the one-time set-up link, and of the account.
import { number } from "../format";

export const members = {
  email: "Email",
  password: "Password",
  showPassword: "Show password",

  signIn: "Sign in",
  signInTitle: "Sign in",
  signInAbout: "To your shop's panel.",
  signInBack: "Sign in to go on where you were. Unsaved work is kept in this browser.",
  emailMissing: "Enter your email address.",
  passwordMissing: "Enter your password.",
  wrong: "Email or password is not right. Check both; capital letters matter.",
  forgotten: "Forgotten it? Ask another owner of your shop for help.",
  limited: (seconds: number) =>
    `Too many tries from your network. Your account is not locked: try again in ${number(seconds)} seconds.`,
  limitedTitle: "Wait a moment",
  signOutFailed: "You are still signed in: your Worker could not be reached. Try again.",

  noShopTitle: "You are not a member of any shop",
  noShop: "Your account works, but no shop lets you in at present. Ask an owner of the shop to add you.",
  unopened: "The panel could not open",

  setUp: {
    title: "Open your shop window",
    about: "Three short steps, and the window is lit. What you say about your shop can be changed later.",
    checking: "Looking at your link…",
    you: "You",
    youAbout: "You become the owner of the shop: you may change everything.",
    name: "Your name",
    nameMissing: "Enter your name.",
    emailWrong: "Enter an email address such as you@shop.example.",
    passwordHint: "At least 10 characters. A few unrelated words are easy to remember and hard to guess.",
    passwordShort: (min: number) => `Use at least ${min} characters.`,
    strength: {
      short: "Too short",
      weak: "Easy to guess",
      fair: "Fair",
      strong: "Strong",
    },
    strengthLabel: (word: string) => `Password: ${word}`,

    shop: "Your shop",
    shopName: "Name",
    shopNameMissing: "Enter the name of your shop.",
    shopNamePlaceholder: "Your shop",
    address: "Address",
    addressHint: "As in your browser's address bar. Only pages of this address may send anything to Vitrine.",
    addressWrong: "Enter an address such as https://shop.example. It must begin with https://.",
    addressRead: (origin: string) => `Pages of ${origin} may send to Vitrine.`,
    currency: "Currency",
    currencyHint: "The one your orders are in. Fixed once the first order arrives.",
    timeZone: "Time zone",
    timeZoneHint: "Days begin and end by it, in segments and reports.",

    consent: "Consent",
    consentAbout: "What happens before a visitor has said anything about tracking.",

    submit: "Open my shop window",
    fix: (count: number) =>
      count === 1 ? "One thing is missing above." : `${number(count)} things are missing above.`,
    noToken: {
      title: "This link is not complete",
      detail:
        "A set-up link ends with # and a long code. Open it exactly as it was printed, or copy it whole into the address bar.",
    },
    badLink: {
      title: "This link does not work any more",
      detail: "A set-up link is good once, for 24 hours. Nothing was changed.",
      used: "Was it you who used it? Then your shop is ready: sign in.",
      again: "Otherwise print a new one in the folder of Vitrine on your computer:",
      command: "Prints a new link",
      signIn: "Sign in",
    },
  },

  consent: {
    label: "Consent of visitors",
    required: {
      label: "Ask first",
      hint: "Nothing is stored or sent until a visitor agrees in your cookie banner. The safe choice, and the usual one for visitors from the EU, the UK and Switzerland.",
    },
    not_required: {
      label: "Begin at once",
      hint: "Vitrine works from the first page on. Only where the law of your visitors' country does not ask for consent. A “no” from the visitor or their browser (Global Privacy Control) still counts.",
    },
  },
};
