// What runs inside the page: plain JavaScript, since the tests themselves know no DOM. Each function stands for itself.

/** The controls within `part` that are off, or may only be read, and do not say why: neither in a title nor in what describes them. */
export function silentControls(part) {
  const isOff = (control) =>
    control.disabled === true || control.readOnly === true || control.getAttribute('aria-disabled') === 'true';
  const saysWhy = (control) => {
    const described = (control.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id));
    const titles = [];
    for (let element = control; element !== null; element = element.parentElement) titles.push(element.title ?? '');
    return [...titles, ...described.map((element) => element?.textContent ?? '')].some((text) =>
      /Builder|Operator|shared|This is the (first|last) item/.test(text),
    );
  };
  return [...part.querySelectorAll('button, input, textarea, select, [role="textbox"], [role="switch"], [role="menuitem"]')]
    .filter((control) => control.type !== 'hidden' && isOff(control) && !saysWhy(control))
    .map((control) => `${control.tagName} ${control.getAttribute('aria-label') ?? control.id} ${control.textContent}`.trim());
}
