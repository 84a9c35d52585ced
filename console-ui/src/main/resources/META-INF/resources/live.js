// <ondam-elapsed span="SINCE AT" target="SECONDS">: the time since SINCE, running. Both are milliseconds
// of the server's clock, so that a wrong clock on this machine does not matter. From half the target on
// it is `near`, from all of it on `late`.
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
      const target = Number(this.getAttribute('target')) || Infinity;
      this.classList.toggle('near', all * 2 >= target && all < target);
      this.classList.toggle('late', all >= target);
    }
  });
  setInterval(() => shown.forEach((element) => element.write()), 1000);
}
// <ondam-countdown span="FROM UNTIL AT">: the seconds until UNTIL, with a ring that empties; all in
// milliseconds of the server's clock.
if (!customElements.get('ondam-countdown')) {
  const shown = new Set();
  customElements.define('ondam-countdown', class extends HTMLElement {
    static observedAttributes = ['span'];
    connectedCallback() { this.setAttribute('role', 'timer'); shown.add(this); this.write(); }
    disconnectedCallback() { shown.delete(this); }
    attributeChangedCallback(_, __, value) {
      const [from, until, at] = (value || '').split(' ').map(Number);
      this.whole = until - from;
      this.end = at ? performance.now() + (until - at) : null;
      this.write();
    }
    write() {
      if (this.end == null) { return; }
      const left = Math.max(0, this.end - performance.now());
      const text = String(Math.ceil(left / 1000));
      if (this.textContent !== text) {
        this.textContent = text;
        this.style.setProperty('--left', (100 * left / this.whole).toFixed(1) + '%');
        this.classList.toggle('urgent', left < 10000);
      }
    }
  });
  setInterval(() => shown.forEach((element) => element.write()), 250);
}
// <ondam-line words="SENTENCE">: says that there is no connection, while there is none; a short break is not
// worth a word.
if (!customElements.get('ondam-line')) {
  customElements.define('ondam-line', class extends HTMLElement {
    connectedCallback() {
      this.setAttribute('role', 'alert');
      this.state = window.Vaadin.connectionState;
      this.heard = () => {
        if (!this.lost()) { this.say(''); }
        else if (!this.textContent && !this.due) {
          this.due = setTimeout(() => {
            this.say(this.getAttribute('words'));
            this.asking = setInterval(() => this.ask(), 2000);
          }, 700);
        }
      };
      this.state.addStateChangeListener(this.heard);
      this.heard();
    }
    disconnectedCallback() {
      this.state.removeStateChangeListener(this.heard);
      this.say('');
    }
    lost() { return /^(reconnecting|connection-lost)$/.test(this.state.state); }
    // After the network is back the framework goes on saying that it reconnects until it has something to ask.
    async ask() {
      if (!navigator.onLine) { return; }
      try {
        const answer = await fetch('/icon.svg', { method: 'HEAD', cache: 'no-store' });
        if (answer.ok && this.lost()) { this.state.state = 'connected'; }
      } catch { /* still gone */ }
    }
    say(words) {
      clearTimeout(this.due);
      clearInterval(this.asking);
      this.due = 0;
      if (this.textContent !== words) { this.textContent = words; }
    }
  });
}
