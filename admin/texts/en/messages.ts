// The words of Messages.
export const messages = {
  title: "Say the right thing at a good moment",
  about: "Messages are popups, bars and blocks on your shop, shown to the segments that you choose.",
};
