// Search and filter. The address carries the selection, so that it can be sent; a count and a sum tell what is shown.
{
  const form = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const rows = [...document.querySelectorAll('.initiative')].map((row) => ({
    row,
    plan: row.closest('.plan').dataset.plan,
    text: `${row.closest('.plan').querySelector('h3').textContent} ${row.textContent}`.toLocaleLowerCase(),
    partners: row.dataset.partners.split('\n'),
    money: JSON.parse(row.dataset.money),
  }));
  const language = () => document.documentElement.lang;
  const say = (da, en) => (language() === 'da' ? da : en);
  const thousands = (oere) => (oere / 100000).toLocaleString(say('da-DK', 'en-GB'), { maximumFractionDigits: 5 });

  const update = () => {
    const { q, plan, source, partner, year } = Object.fromEntries(new FormData(form));
    const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const ofMoney = ([of, from]) => (!year || of === year) && (!source || from === source);
    let count = 0;
    let sum = 0;
    rows.forEach((one) => {
      const money = one.money.filter(ofMoney);
      const isShown = (!plan || one.plan === plan) && (!partner || one.partners.includes(partner))
        && words.every((word) => one.text.includes(word)) && (money.length > 0 || !(year || source));
      one.row.hidden = !isShown;
      if (isShown) {
        count += 1;
        money.forEach(([, , oere]) => { sum += oere; });
      }
    });
    document.querySelectorAll('.plan').forEach((one) => {
      one.hidden = !one.querySelector('.initiative:not([hidden])');
      one.classList.toggle('filtered', one.querySelector('.initiative[hidden]') !== null);
    });
    document.querySelectorAll('.lines [data-year]').forEach((one) => {
      one.classList.toggle('chosen', one.dataset.year === year);
    });
    const named = (name) => form.elements[name].selectedOptions[0].textContent;
    const of = [year && `${say('i', 'in')} ${year}`, source && `${say('fra', 'from')} ${named('source')}`].filter(Boolean);
    shown.textContent = `${say('Viser', 'Showing')} ${count} ${say('af', 'of')} ${rows.length} ${say('initiativer', 'initiatives')}. `
      + `${say('Det viste udgør', 'What is shown comes to')} ${thousands(sum)}${of.length ? ` ${of.join(' ')}` : ''} (${say('1.000 kr., blandede prisniveauer', 'DKK 1,000, mixed price levels')}).`
      + (partner ? ` ${say('Beløbet er initiativernes; hvor meget partneren får, siger brevet ikke.', "The amount is the initiatives'; how much the partner gets, the letter does not say.")}` : '')
      + (q || plan || source || partner || year ? ` ${say('Summer i tabellerne er stadig hele planens.', 'Totals in the tables are still those of the whole plan.')}` : '');
    const address = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    if (language() !== 'da') address.set('language', language());
    const asked = `${address}` ? `?${address}` : '';
    history.replaceState(null, '', `${location.pathname}${asked}${location.hash}`);
  };
  const translate = () => {
    form.querySelectorAll('[data-da]').forEach((option) => { option.textContent = option.dataset[language()]; });
    update();
  };

  new URLSearchParams(location.search).forEach((value, name) => {
    if (form.elements[name]) form.elements[name].value = value;
    // What the page does not have is not chosen.
    if (form.elements[name]?.selectedIndex === -1) form.elements[name].value = '';
  });
  form.hidden = false;
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(update));
  document.querySelectorAll('[name=language]').forEach((radio) => radio.addEventListener('change', translate));
  translate();
}
