// Times as the clocks of the newsroom show them, wherever the browser is.
import { locale } from "./locale.js";

const offset = () => Number(document.body.dataset.adminUtcOffset) || 0; // seconds

// 14:05:11. What shows it says the zone.
export const clockOfSite = (moment) => new Date(moment.getTime() + offset() * 1000).toISOString().slice(11, 19);

// 28.11.2026, 14:05 (UTC+5)
export function timeOfSite(moment) {
  const shown = new Date(moment.getTime() + offset() * 1000);
  const words = shown.toLocaleString(locale, { dateStyle: "short", timeStyle: "short", timeZone: "UTC" });
  const hours = offset() / 3600;
  return `${words} (UTC${hours < 0 ? "" : "+"}${hours})`;
}
