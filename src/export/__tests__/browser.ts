// What browsers have and jsdom lacks; imported before what needs it.
globalThis.structuredClone ??= value => (value === undefined ? value : JSON.parse(JSON.stringify(value)));
HTMLDialogElement.prototype.showModal ??= function () {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function () {
  this.open = false;
};
export {};
