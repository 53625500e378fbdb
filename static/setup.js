// The package's template does this inline at the start of the body. Our content security
// policy forbids inline scripts, so the layout loads this file at the same place, before
// anything is drawn: nothing that JavaScript hides may flash into view first.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('nhsuk-frontend-supported')
}
