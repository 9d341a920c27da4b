// Times as the clocks of the newsroom show them, wherever the browser is.
import { locale } from "./locale.js";

const SHORT = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short", timeZone: "UTC" });

const offset = () => Number(document.body.dataset.adminUtcOffset) || 0; // seconds

// 14:05:11. What shows it says the zone.
export const clockOfSite = (moment) => new Date(moment.getTime() + offset() * 1000).toISOString().slice(11, 19);

// 28.11.2026, 14:05 (UTC+5)
export function timeOfSite(moment) {
  const shown = new Date(moment.getTime() + offset() * 1000);
  const hours = offset() / 3600;
  return `${SHORT.format(shown)} (UTC${hours < 0 ? "" : "+"}${hours})`;
}
