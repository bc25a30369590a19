// The address can carry the language (?language=en), and the page tells a screen reader which one it is in.
{
  const radios = document.querySelectorAll('[name=language]');
  const show = (language) => { document.documentElement.lang = language; };
  const asked = new URLSearchParams(location.search).get('language');
  radios.forEach((radio) => {
    const language = radio.id.slice(-2);
    if (language === asked) radio.checked = true;
    if (radio.checked) show(language);
    radio.addEventListener('change', () => show(language));
  });
}
