// What the desk does in the browser itself: writing, following a thread, shortcuts and signals.
(() => {
  if (window.ondam) { return; }
  const { store, stored, pending, keep, waits, settle, returned, look, watch, visible, opened } = window.ondamUnsent;
  // Replies and notes have a draft each, so that a note never stands where a reply is sent.
  const draftKey = (conversation, note) => 'ondam.draft.' + conversation + (note ? '.note' : '');
  const notingKey = (conversation) => 'ondam.noting.' + conversation;
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (b) => b.toString(16).padStart(2, '0')).join('');
  // The tabs are asked themselves: what the server knows of them is older than the next key.
  const noting = (root) => root.querySelector('vaadin-tabs').selected === 1;
  const draft = (root, note) => stored(draftKey(root.conversation, note));
  const count = (root) => {
    const counter = root.querySelector('.counter');
    const length = root.area.value.length;
    counter.textContent = length ? length.toLocaleString() + ' / ' + root.longest.toLocaleString() : '';
    counter.classList.toggle('over', length > root.longest);
    if (length <= root.longest) { root.long.textContent = ''; }
  };
  // Writes the draft of the chosen tab into the field and marks the tab whose draft is out of sight.
  const show = (root) => {
    root.noted = noting(root);
    root.classList.toggle('noting', root.noted);
    root.area.value = draft(root, root.noted);
    count(root);
    mark(root);
  };
  const mark = (root) => root.querySelectorAll('vaadin-tab').forEach((tab, i) =>
    tab.classList.toggle('kept', i !== Number(root.noted) && draft(root, i === 1) !== ''));
  const turn = (root, note) => {
    root.noted = note;
    const tabs = root.querySelector('vaadin-tabs');
    tabs.selected = note ? 1 : 0;
    // A tab loses the choice while it is disabled, and nobody gives it back.
    tabs.items.forEach((tab, i) => { tab.selected = i === tabs.selected; });
    show(root);
  };
  // Nothing can be answered any more: what was written as a reply goes on as a note.
  const keepAsNote = (conversation) => {
    const text = stored(draftKey(conversation, false));
    if (text) {
      store(draftKey(conversation, false), null);
      giveBack(conversation, { text, note: true });
    }
  };
  // The customer is told at most every three seconds that somebody writes, and at once when not.
  const types = (root, on) => {
    const now = Date.now();
    if (on ? now - (root.typed || 0) < 3000 : !root.typed) { return; }
    root.typed = on ? now : 0;
    root.area.dispatchEvent(new CustomEvent('ondam-typing', { detail: on }));
  };
  // `again` says that it may have been sent before, so that its files are looked up where they are kept.
  const post = (root, conversation, id, entry, again) => root.area.dispatchEvent(new CustomEvent('ondam-send',
    { detail: { conversation, id, text: entry.text, note: entry.note, mask: !!entry.mask, again,
      files: entry.files || '', answers: entry.answers || '' } }));
  // What waits since an earlier page or sign-in goes now, in its order. What goes with files waits until its
  // conversation is opened, and so does what was written after it there; notes come back as drafts then.
  const flush = (root) => {
    const later = new Set();
    for (const { conversation, id, entry } of waits(root)) {
      if (entry.note) { continue; }
      if (entry.files || entry.answers) { later.add(conversation); }
      if (!later.has(conversation)) { post(root, conversation, id, entry, true); }
    }
  };
  // Where the channel counts what is written, the server says how it will go.
  const measure = (root) => {
    clearTimeout(root.measuring);
    if (!root.measured || noting(root)) { return; }
    root.measuring = setTimeout(() => root.area.dispatchEvent(
      new CustomEvent('ondam-measure', { detail: root.area.value })), 300);
  };
  // With `mask`, what must not be stored is hidden in the text before it is sent.
  const submit = (root, mask) => {
    const text = visible(root.area.value);
    const extras = noting(root) ? null : root.extras;
    if (!text && !extras || !root.conversation) { return; }
    if (text.length > root.longest) {
      root.long.textContent = root.long.dataset.words;
      return;
    }
    const id = newId();
    const entry = { text, note: noting(root), mask: mask && !noting(root), at: Date.now(), who: root.who, ...extras };
    // They are on their way: neither a second click nor the next message takes them along.
    if (extras) { root.extras = null; }
    const all = pending(root.conversation);
    all[id] = entry;
    keep(root.conversation, all);
    root.area.value = '';
    store(draftKey(root.conversation, entry.note), null);
    count(root);
    types(root, false);
    post(root, root.conversation, id, entry, false);
    root.area.focus();
  };
  const giveBack = (conversation, entry) => {
    const key = draftKey(conversation, entry.note);
    if (!entry.text) { return; }
    store(key, stored(key) ? entry.text + '\n' + stored(key) : entry.text);
  };
  const enterSends = () => {
    try { return localStorage.getItem('ondam.send') !== 'ctrl'; } catch { return true; }
  };
  const choose = (way) => {
    try { localStorage.setItem('ondam.send', way); } catch { /* then it holds for this page only */ }
  };
  const toBottom = (log) => {
    log.follows = true;
    log.fresh = 0;
    log.scrollTop = log.scrollHeight;
    pill(log);
  };
  // The way to the latest message, offered while it is out of sight.
  const pill = (log) => {
    const jump = log.parentElement && log.parentElement.querySelector('.jump');
    if (!jump) { return; }
    jump.classList.toggle('shown', !log.follows);
    const words = log.fresh ? jump.dataset.new + ' ' + log.fresh : jump.dataset.latest;
    if (jump.textContent !== words) { jump.textContent = words; }
    if (!jump.ready) {
      jump.ready = true;
      jump.addEventListener('click', () => toBottom(log));
    }
  };
  // What a person does keeps the sign-in alive; what the page does by itself does not.
  let told = -Infinity;
  // When the server last heard of it, as far as this page knows; another page of the same sign-in may have told it.
  let alive = performance.now();
  const pages = typeof BroadcastChannel === 'function' ? new BroadcastChannel('ondam.used') : null;
  if (pages) { pages.onmessage = () => { alive = performance.now(); }; }
  const used = (e) => {
    const now = performance.now();
    if (!e.isTrusted || now - told < 60000) { return; }
    told = now;
    // While there is no connection, it is tried again after ten seconds.
    fetch('/auth/used', { method: 'POST', keepalive: true }).then(() => {
      alive = now;
      if (pages) { pages.postMessage(0); }
    }).catch(() => { told = now - 50000; });
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'click', 'input']) {
    window.addEventListener(kind, used, { capture: true, passive: true });
  }
  let leftAlt = false;
  let leftControl = false;
  let title = null;
  let audio = null;
  const beep = () => {
    try {
      audio = audio || new AudioContext();
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = 660;
      volume.gain.setValueAtTime(0.0001, audio.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.12, audio.currentTime + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.35);
      tone.connect(volume).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.4);
    } catch { /* no sound before the first click */ }
  };
  window.ondam = {
    // `way` is where what is on its way is shown, `long` says that a text is too long, `who` is signed in.
    editor(root, area, send, hint, masked, way, long, who) {
      Object.assign(root, { way, long, who });
      watch(root);
      if (root.area) { return; }
      root.area = area;
      root.longest = 4000;
      flush(root);
      const showHint = () => { hint.textContent = enterSends() ? hint.dataset.enter : hint.dataset.ctrl; };
      showHint();
      hint.addEventListener('click', () => {
        choose(enterSends() ? 'ctrl' : 'enter');
        showHint();
        area.focus();
      });
      area.addEventListener('keydown', (e) => {
        // While Hangul is composed, Enter belongs to the composition.
        if (e.key !== 'Enter' || e.shiftKey || e.altKey || e.isComposing || e.keyCode === 229) { return; }
        if (!e.ctrlKey && !enterSends()) { return; }
        e.preventDefault();
        submit(root);
      });
      area.addEventListener('input', () => {
        root.noted = noting(root);
        store(draftKey(root.conversation, root.noted), area.value);
        count(root);
        types(root, area.value !== '' && !noting(root));
        measure(root);
      });
      send.addEventListener('click', () => submit(root));
      masked.addEventListener('click', () => submit(root, true));
      const tabs = root.querySelector('vaadin-tabs');
      tabs.addEventListener('selected-changed', () => {
        if (!root.conversation || noting(root) === root.noted) { return; }
        types(root, false);
        show(root);
        store(notingKey(root.conversation), root.noted ? '1' : null);
      });
    },
    // Files come by the button, by dropping them onto the conversation, or as a picture that is pasted.
    files(root, upload, button) {
      if (root.upload) { return; }
      root.upload = upload;
      // The upload takes what is dropped on it, and looks itself at how many and how large the files are. People
      // drop onto the whole conversation instead, so that it shows no place of its own.
      const take = (files) => {
        if (button.disabled || !files.length) { return; }
        const dropped = new DataTransfer();
        for (const file of files) { dropped.items.add(file); }
        upload.nodrop = false;
        upload.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
        upload.nodrop = true;
      };
      const picker = document.createElement('input');
      picker.type = 'file';
      picker.multiple = true;
      picker.addEventListener('change', () => { take(picker.files); picker.value = ''; });
      button.addEventListener('click', () => picker.click());
      root.addEventListener('paste', (e) => {
        if (e.clipboardData && e.clipboardData.files.length && !noting(root)) {
          e.preventDefault();
          take(e.clipboardData.files);
        }
      });
      const pane = root.closest('.desk-thread') || root;
      const over = (e, on) => {
        if (!e.dataTransfer || !e.dataTransfer.types.includes('Files') || noting(root)) { return false; }
        e.preventDefault();
        pane.classList.toggle('dropping', on && !button.disabled);
        return true;
      };
      pane.addEventListener('dragover', (e) => over(e, true));
      pane.addEventListener('dragleave', (e) => over(e, false));
      pane.addEventListener('drop', (e) => { if (over(e, false)) { take(e.dataTransfer.files); } });
    },
    // Says for the last minute that the sign-in is about to end; whatever a person does keeps it.
    idle(shell, seconds, words, stay) {
      if (shell.idle) { return; }
      const bar = document.createElement('div');
      bar.className = 'idle';
      bar.setAttribute('role', 'alert');
      const text = bar.appendChild(document.createElement('span'));
      const button = bar.appendChild(document.createElement('button'));
      button.textContent = stay;
      bar.hidden = true;
      shell.append(bar);
      shell.idle = setInterval(() => {
        if (!shell.isConnected) { clearInterval(shell.idle); return; }
        const left = Math.ceil(seconds - (performance.now() - alive) / 1000);
        // Nothing of customers stays to be read, and nobody waits for the next sign of life. The server's
        // time began a moment later, with the request that told of the last use.
        shell.classList.toggle('over', left <= 0);
        if (left <= -2) {
          clearInterval(shell.idle);
          location.href = 'login?ended';
          return;
        }
        const near = left > 0 && left <= 60;
        // Read out when it appears, not every second.
        if (near && bar.hidden) { text.textContent = words; }
        bar.hidden = !near;
        button.dataset.left = left;
      }, 1000);
    },
    // To a reply (0) or a note (1), at once, so that nothing meant as a note leaves as a reply.
    write(root, mode) {
      const tabs = root.querySelector('vaadin-tabs');
      if (root.offsetParent && !tabs.items[mode].disabled) {
        tabs.selected = mode;
        root.area.focus();
      }
    },
    typing(line, on) {
      clearTimeout(line.timer);
      line.classList.toggle('shown', on);
      if (on) { line.timer = setTimeout(() => line.classList.remove('shown'), 8000); }
    },
    use(root, conversation, longest, open) {
      root.typed = 0;
      root.conversation = conversation;
      opened(root);
      root.longest = longest;
      returned(conversation, false);
      for (const { id, entry } of waits(root, conversation)) {
        // Replies carry a key and are stored once however often they come; notes do not.
        if (entry.note) { settle(id); giveBack(conversation, entry); }
        else { post(root, conversation, id, entry, true); }
      }
      if (!open) { keepAsNote(conversation); }
      const wasNoting = stored(notingKey(conversation)) !== '' || draft(root, false) === '';
      turn(root, !open || wasNoting && draft(root, true) !== '');
      measure(root);
      look(root);
    },
    // No conversation is open.
    left(root) {
      types(root, false);
      root.conversation = null;
      opened(root);
    },
    // The conversation is over and only notes can be written.
    ended(root, conversation) {
      if (conversation !== root.conversation) { return; }
      types(root, false);
      keepAsNote(conversation);
      turn(root, true);
    },
    // What a bot suggests goes behind what was typed as a reply; it is sent by nobody but the agent.
    suggest(root, text) {
      if (!root.conversation || root.querySelectorAll('vaadin-tab')[0].disabled) { return; }
      const key = draftKey(root.conversation, false);
      store(key, stored(key) ? stored(key) + '\n' + text : text);
      turn(root, false);
      store(notingKey(root.conversation), null);
      root.area.focus();
    },
    sent(root, id) {
      settle(id);
      look(root);
    },
    // What was refused comes back to where it was written; nobody who types is turned away from it.
    refused(root, id) {
      const found = settle(id);
      if (!found) { return; }
      giveBack(found.conversation, found.entry);
      if (found.conversation !== root.conversation) { returned(found.conversation, true); }
      look(root);
      if (found.conversation !== root.conversation) { return; }
      if (found.entry.note === noting(root) || !root.area.value) { turn(root, found.entry.note); }
      else { mark(root); }
    },
    log(log) {
      if (log.follows !== undefined) { return; }
      log.follows = true;
      log.fresh = 0;
      log.addEventListener('scroll', () => {
        log.follows = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
        if (log.follows) { log.fresh = 0; }
        pill(log);
      });
      new MutationObserver((changes) => {
        if (log.follows) { log.scrollTop = log.scrollHeight; return; }
        for (const change of changes) {
          for (const node of change.addedNodes) {
            if (change.target === log && node.classList?.contains('in') && !node.nextElementSibling) { log.fresh++; }
          }
        }
        pill(log);
      }).observe(log, { childList: true, subtree: true });
      new ResizeObserver(() => { if (log.follows) { log.scrollTop = log.scrollHeight; } }).observe(log);
    },
    // Shows the first unread message when not everything fits, else the latest.
    arrive(log) {
      log.follows = true;
      log.fresh = 0;
      requestAnimationFrame(() => {
        toBottom(log);
        const line = log.querySelector('.unread-line');
        if (line && line.getBoundingClientRect().top < log.getBoundingClientRect().top) {
          log.scrollTop += line.getBoundingClientRect().top - log.getBoundingClientRect().top - 12;
        }
      });
    },
    keys(root) {
      if (root.keysReady) { return; }
      root.keysReady = true;
      const tell = (detail) => root.dispatchEvent(new CustomEvent('ondam-key', { detail }));
      const onDown = (e) => {
        if (!root.isConnected) { document.removeEventListener('keydown', onDown, true); return; }
        if (e.code === 'AltLeft') { leftAlt = true; }
        if (e.code === 'ControlLeft') { leftControl = true; }
        if (e.isComposing || e.keyCode === 229) { return; }
        if (e.ctrlKey && leftControl && !e.altKey && e.code === 'Slash') { e.preventDefault(); tell('Help'); return; }
        if (!e.altKey || !leftAlt || e.metaKey) { return; }
        if (e.ctrlKey) {
          if (leftControl && e.code === 'KeyE') { e.preventDefault(); tell('CtrlKeyE'); }
        } else if (e.code === 'KeyS') {
          const presence = document.getElementById('presence');
          if (presence) { e.preventDefault(); presence.focus(); presence.opened = true; }
        } else if (e.code === 'KeyL' || e.code === 'KeyP') {
          e.preventDefault();
          const editor = root.querySelector('.editor');
          if (editor) { window.ondam.write(editor, e.code === 'KeyP' ? 1 : 0); }
        } else if (/^(Key[AXJKHTEIQ]|Digit[0-9])$/.test(e.code)) {
          e.preventDefault();
          tell(e.code);
        }
      };
      document.addEventListener('keydown', onDown, true);
      document.addEventListener('keyup', (e) => {
        if (e.code === 'AltLeft') { leftAlt = false; }
        if (e.code === 'ControlLeft') { leftControl = false; }
      }, true);
      window.addEventListener('blur', () => { leftAlt = false; leftControl = false; });
    },
    calls(number, offered) {
      title = title === null || !/^\(\d+\) /.test(document.title) ? document.title : title;
      document.title = number ? '(' + number + ') ' + title : title;
      if (offered) { beep(); }
    },
  };
})();
