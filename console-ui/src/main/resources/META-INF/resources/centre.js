// <ondam-elapsed span="SINCE AT">: the time since SINCE, running. Both are milliseconds of the
// server's clock, so that a wrong clock on this machine does not matter.
if (!customElements.get('ondam-elapsed')) {
  const shown = new Set();
  customElements.define('ondam-elapsed', class extends HTMLElement {
    static observedAttributes = ['span'];
    connectedCallback() { this.setAttribute('role', 'timer'); shown.add(this); this.write(); }
    disconnectedCallback() { shown.delete(this); }
    attributeChangedCallback(_, __, value) {
      const [since, at] = (value || '').split(' ').map(Number);
      this.base = at ? performance.now() - (at - since) : null;
      this.write();
    }
    write() {
      if (this.base == null) { this.textContent = ''; return; }
      const all = Math.max(0, Math.floor((performance.now() - this.base) / 1000));
      const two = (n) => String(n).padStart(2, '0');
      const hours = Math.floor(all / 3600);
      const minutes = Math.floor(all / 60) % 60;
      const text = (hours ? hours + ':' + two(minutes) : minutes) + ':' + two(all % 60);
      if (this.textContent !== text) { this.textContent = text; }
    }
  });
  setInterval(() => shown.forEach((element) => element.write()), 1000);
}
