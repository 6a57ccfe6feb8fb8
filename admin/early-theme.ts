// Applies the remembered theme before the first paint. Built into a small file of its own.
import { applyTheme, rememberedTheme } from "./models/theme-choice";

applyTheme(rememberedTheme());
