// How numbers and times are written in the language of the desk. Browsers don't know it for Kazakh and for Uzbek in Cyrillic
// letters, and would write «2026 M11 28» and «1,234». Both write them as Russian does.
const { lang } = document.documentElement;
export const locale = /^(kk|uz)\b/.test(lang) ? "ru" : lang;
