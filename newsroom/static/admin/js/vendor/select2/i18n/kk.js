// The sentences of select2 in Kazakh, which it lacks. Django's admin loads this file as it loads those of select2.
jQuery.fn.select2.amd.define("select2/i18n/kk", [], () => ({
  errorLoading: () => "Нәтижелерді жүктеу мүмкін болмады",
  inputTooLong: ({ input, maximum }) => `${input.length - maximum} таңбаны өшіріңіз`,
  inputTooShort: ({ input, minimum }) => `Кемінде тағы ${minimum - input.length} таңба енгізіңіз`,
  loadingMore: () => "Тағы нәтижелер жүктелуде…",
  maximumSelected: ({ maximum }) => `Ең көбі ${maximum} элемент таңдауға болады`,
  noResults: () => "Ештеңе табылмады",
  searching: () => "Іздеу…",
  removeAllItems: () => "Барлығын алып тастау",
  removeItem: () => "Алып тастау",
  search: () => "Іздеу",
}));
