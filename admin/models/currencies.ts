// Currencies to choose from, and the likely one. ISO 4217's list of those in use: browsers also know the past ones.
import { formatLocale } from "../texts/format";

const inUse =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG".split(
    " ",
  );

/** Zones by their beginning; the longest that fits decides. */
const byZone: Record<string, string> = {
  "": "USD",
  "Europe/": "EUR",
  "Europe/Belgrade": "RSD",
  "Europe/Bucharest": "RON",
  "Europe/Budapest": "HUF",
  "Europe/Copenhagen": "DKK",
  "Europe/Istanbul": "TRY",
  "Europe/Kiev": "UAH",
  "Europe/Kyiv": "UAH",
  "Europe/London": "GBP",
  "Europe/Moscow": "RUB",
  "Europe/Oslo": "NOK",
  "Europe/Prague": "CZK",
  "Europe/Stockholm": "SEK",
  "Europe/Vaduz": "CHF",
  "Europe/Warsaw": "PLN",
  "Europe/Zurich": "CHF",
  "America/Argentina/": "ARS",
  "America/Bogota": "COP",
  "America/Edmonton": "CAD",
  "America/Halifax": "CAD",
  "America/Mexico_City": "MXN",
  "America/Santiago": "CLP",
  "America/Sao_Paulo": "BRL",
  "America/Toronto": "CAD",
  "America/Vancouver": "CAD",
  "America/Winnipeg": "CAD",
  "Africa/Johannesburg": "ZAR",
  "Asia/Calcutta": "INR",
  "Asia/Dubai": "AED",
  "Asia/Hong_Kong": "HKD",
  "Asia/Jakarta": "IDR",
  "Asia/Jerusalem": "ILS",
  "Asia/Kolkata": "INR",
  "Asia/Seoul": "KRW",
  "Asia/Shanghai": "CNY",
  "Asia/Singapore": "SGD",
  "Asia/Tokyo": "JPY",
  "Atlantic/Canary": "EUR",
  "Atlantic/Reykjavik": "ISK",
  "Australia/": "AUD",
  "Pacific/Auckland": "NZD",
};

/** A guess that the owner sees and can change. */
export function likelyCurrency(timeZone: string): string {
  const fitting = Object.keys(byZone).filter((beginning) => timeZone.startsWith(beginning));
  return byZone[fitting.sort((a, b) => b.length - a.length)[0]!]!;
}

/** "Euro (EUR)", by their names in the reader's language; `now` is there in any case. */
export function currencyOptions(now: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(formatLocale(), { type: "currency" });
  const codes = inUse.includes(now) ? inUse : [now, ...inUse];
  return codes.map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }));
}
