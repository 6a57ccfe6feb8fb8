// The shop's name on the left; on the right what is in reach on every page: "pause everything" (a page may not
// replace it), the theme, the account.
import type { ComponentChildren } from "preact";
import { LogOut, UserRound } from "../components/icons";
import { Menu } from "../components/menu";
import type { Session } from "../models/session";
import { text } from "../texts/index";
import { ThemeMenu } from "./theme-control";

export interface HeaderProps {
  session: Session | undefined;
  onSwitchShop?: (shopId: string) => void;
  onSignOut?: () => void;
  /** The place of "Pause everything". */
  pause?: ComponentChildren;
}

export function Header({ session, onSwitchShop, onSignOut, pause }: HeaderProps) {
  return (
    <header class="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b border-line bg-page/95 px-4 backdrop-blur-sm sm:px-8">
      <div class="min-w-0 grow truncate font-medium">
        {session?.shop.name ?? <span class="lg:hidden">{text.product}</span>}
      </div>
      {pause}
      <ThemeMenu />
      {session && <AccountMenu session={session} onSwitchShop={onSwitchShop} onSignOut={onSignOut} />}
    </header>
  );
}

function AccountMenu({
  session,
  onSwitchShop,
  onSignOut,
}: Omit<HeaderProps, "session"> & { session: Session }) {
  const { member, shop, shops } = session;
  const others = shops.length < 2 || !onSwitchShop ? [] : shops;
  const groups = [
    others.map(({ id, name }) => ({
      label: name,
      checked: id === shop.id,
      onSelect: () => onSwitchShop?.(id),
    })),
    onSignOut ? [{ label: text.shell.signOut, icon: LogOut, onSelect: onSignOut }] : [],
  ];
  return (
    <Menu
      label={text.shell.accountOf(member.name)}
      groups={groups.filter((group) => group.length > 0)}
      heading={
        <>
          <div class="font-medium">{member.name}</div>
          <div class="text-12 text-muted">{member.email}</div>
        </>
      }
    >
      <span class="grid size-6 place-items-center rounded-full bg-accent-soft text-accent">
        <UserRound size={14} aria-hidden="true" />
      </span>
      <span class="max-w-32 truncate max-sm:sr-only">{member.name}</span>
    </Menu>
  );
}
