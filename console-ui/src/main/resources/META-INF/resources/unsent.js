// What was written at the desk and is not stored by the server yet. It outlives a reload and a new sign-in
// of this page.
(() => {
  if (window.ondamUnsent) { return; }
  const PENDING = 'ondam.pending.';
  // As the server's Unseen: blanks, signs without width, turns of direction and fillers say nothing.
  const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]/gu;
  // The text without outer blanks; empty when nothing of it can be seen.
  const visible = (text) => text.replace(UNSEEN, '') ? text.trim() : '';
  const store = (key, value) => {
    try {
      if (value === null || value === '') { sessionStorage.removeItem(key); }
      else { sessionStorage.setItem(key, value); }
    } catch { /* a full or forbidden store only costs the draft */ }
  };
  const stored = (key) => {
    try { return sessionStorage.getItem(key) || ''; } catch { return ''; }
  };
  const pending = (conversation) => {
    try { return JSON.parse(stored(PENDING + conversation) || '{}'); } catch { return {}; }
  };
  const keep = (conversation, all) =>
    store(PENDING + conversation, Object.keys(all).length ? JSON.stringify(all) : null);
  const conversations = () => {
    try {
      return Object.keys(sessionStorage).filter((key) => key.startsWith(PENDING))
        .map((key) => key.slice(PENDING.length));
    } catch { return []; }
  };
  // Of one conversation, or of all, oldest first. What somebody else wrote on this page waits for them.
  const waits = (root, only) => {
    const all = [];
    for (const conversation of only ? [only] : conversations()) {
      for (const [id, entry] of Object.entries(pending(conversation))) {
        if (!entry.who || entry.who === root.who) { all.push({ conversation, id, entry, at: entry.at || 0 }); }
      }
    }
    return all.sort((a, b) => a.at - b.at);
  };
  // Takes an entry out of what waits for the server; answers it with its conversation.
  const settle = (id) => {
    for (const conversation of conversations()) {
      const all = pending(conversation);
      if (all[id]) {
        const entry = all[id];
        delete all[id];
        keep(conversation, all);
        return { conversation, entry };
      }
    }
    return null;
  };
  // A refused reply became a draft in a conversation that is not in sight.
  const returnedKey = (conversation) => 'ondam.returned.' + conversation;
  const returned = (conversation, on) => store(returnedKey(conversation), on ? '1' : null);
  const bubble = (way, id, entry) => {
    const part = (parent, name, text) => {
      const made = parent.appendChild(document.createElement('div'));
      made.className = name;
      made.textContent = text;
      return made;
    };
    const message = part(way, 'message out sending' + (entry.note ? ' note' : ''), '');
    message.dataset.id = id;
    const files = (entry.files || '').split('\n').filter(Boolean).length;
    part(part(message, 'bubble', ''), 'words', entry.text || (files ? '📎 ' + files : entry.answers || ''));
    part(message, 'foot', entry.note ? way.dataset.saving : way.dataset.sending);
  };
  // What is on its way longer than usual stands below the thread, and in the list where it is out of sight.
  const look = (root) => {
    const now = Date.now();
    const all = waits(root);
    const { way } = root;
    const shown = new Map([...way.children].map((message) => [message.dataset.id, message]));
    for (const { conversation, id, entry, at } of all) {
      if (conversation === root.conversation && now - at > 500 && !shown.delete(id)) {
        bubble(way, id, entry);
        way.scrollTop = way.scrollHeight;
      }
    }
    shown.forEach((message) => message.remove());
    const late = new Map(all.filter(({ at }) => now - at > 3000)
      .map(({ conversation, entry }) => [conversation, entry.note ? way.dataset.unsentNote : way.dataset.unsent]));
    root.closest('.desk')?.querySelectorAll('.conv').forEach((row) => {
      const id = row.dataset.conversation;
      const words = id === root.conversation ? ''
        : late.get(id) || (stored(returnedKey(id)) ? way.dataset.unsent : '');
      if ((row.dataset.unsent || '') === words) { return; }
      if (words) { row.dataset.unsent = words; } else { delete row.dataset.unsent; }
    });
  };
  // Looks again and again, as long as the editor is on the page.
  const watch = (root) => {
    if (root.watching) { return; }
    root.watching = setInterval(() => {
      if (root.isConnected) { look(root); return; }
      clearInterval(root.watching);
      root.watching = null;
    }, 500);
  };
  // What had the focus is gone: the first row takes it, or else the tabs.
  const rest = (list) => setTimeout(() => {
    const active = document.activeElement;
    if (active && active !== document.body && active.checkVisibility()) { return; }
    (list.querySelector('.conv') || list.querySelector('vaadin-tab[selected]'))?.focus();
  }, 100);
  // Which conversation is open, and how far each was read: a page that is loaded again goes on there.
  const seenKey = (who) => 'ondam.seen.' + who;
  const seen = (who) => { try { return JSON.parse(stored(seenKey(who)) || '{}'); } catch { return {}; } };
  const saw = (who, conversation, seq) => {
    const { [conversation]: _, ...others } = seen(who);
    store(seenKey(who), JSON.stringify(Object.fromEntries([...Object.entries(others).slice(-200), [conversation, seq]])));
  };
  const opened = (root) => store('ondam.open.' + root.who, root.conversation);
  const kept = (who) => ({ open: stored('ondam.open.' + who), seen: seen(who) });
  window.ondamUnsent = { store, stored, pending, keep, waits, settle, returned, look, watch, visible, rest, saw, opened, kept };
})();
