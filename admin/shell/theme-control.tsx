// Light, dark, or as the device: a menu in the header, and a plain choice in the settings.
import { Monitor, Moon, Sun } from "../components/icons";
import { Menu } from "../components/menu";
import { SegmentedControl } from "../components/segmented-control";
import { theme } from "../models/theme";
import { type ThemeChoice, themeChoices } from "../models/theme-choice";
import { text } from "../texts/index";

const icons = { system: Monitor, light: Sun, dark: Moon } satisfies Record<ThemeChoice, typeof Sun>;

export function ThemeMenu() {
  const Icon = theme.isDark ? Moon : Sun;
  const items = themeChoices.map((choice) => ({
    label: text.theme.names[choice],
    icon: icons[choice],
    checked: choice === theme.choice,
    onSelect: () => theme.choose(choice),
  }));
  return <Menu label={text.theme.now(text.theme.names[theme.choice])} groups={[items]} icon={Icon} />;
}

export function ThemeControl() {
  const options = themeChoices.map((value) => ({
    value,
    label: text.theme.names[value],
    icon: icons[value],
  }));
  return (
    <SegmentedControl
      label={text.theme.label}
      value={theme.choice}
      onValue={theme.choose}
      options={options}
    />
  );
}
