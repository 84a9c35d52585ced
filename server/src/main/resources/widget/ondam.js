// Ondam web chat, the element <ondam-chat key="…">. Protocol: docs/webchat-protocol.md.
// One file without dependencies. No innerHTML, no inline style, no eval: it runs under a strict
// content security policy, and whatever a customer or an agent writes is only ever a text node.
(() => {
  "use strict";

  const ORIGIN = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;
  const MAX_TEXT = 4000;
  const ACK_MS = 10_000;
  const ACCEPT = "image/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.hwp,.hwpx,.txt,.csv,.zip,audio/*,video/*";
  const LINK = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
  // Bidirectional overrides, zero-width and control characters make text look like other text.
  const DECEPTIVE = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]/g;

  // As the server's Unseen: blanks, signs without width, turns of direction and fillers say nothing.
  const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00-\ufe0f]/gu;

  // Where the panel fills the window; as in the sheet below.
  const FULL = matchMedia("(max-width: 480px), (max-height: 480px)");

  const TEXTS = {
    ko: {
      title: "상담", open: "상담 채팅 열기", close: "상담 채팅 닫기", unread: (n) => `새 메시지 ${n}건`,
      intro: "상담사에게 연결하기 전에 알려 주세요.", name: "이름", phone: "휴대전화", optional: "선택",
      phoneHint: "남겨 주시면 이전 상담 이력을 보고 이어서 도와드립니다.",
      consent: "개인정보 수집·이용에 동의합니다.", consentMore: "수집·이용 안내",
      consentText: "항목: 이름, 휴대전화(선택), 상담 내용 · 목적: 상담과 답변 · 보유 기간: 상담 종료 후 관계 법령과 회사가 정한 기간. 동의하지 않으실 수 있으나 이 경우 채팅 상담을 이용할 수 없습니다.",
      start: "상담 시작", starting: "연결 중…", needName: "이름을 입력해 주세요.",
      badPhone: "휴대전화 번호를 확인해 주세요. 예: 010-1234-5678", needConsent: "동의가 필요합니다.",
      unreachable: "연결하지 못했습니다. 잠시 후 다시 눌러 주세요.",
      write: "메시지를 입력하세요", writeAgain: "다시 문의하시려면 메시지를 입력하세요", send: "보내기", sending: "보내는 중", sent: "보냄", read: "읽음", failed: "실패",
      resend: "다시 보내기", tooLong: "글이 너무 깁니다", lost: "연결이 끊겼습니다. 다시 연결하고 있습니다. 보낸 글은 보관됩니다.",
      blocked: "이 사이트에서는 채팅 상담을 이용할 수 없습니다.", elsewhere: "다른 창에서 상담이 이어지고 있습니다.",
      refused: "연결을 확인하지 못했습니다.", reconnect: "다시 연결", jump: "새 메시지", typing: "상담사가 입력하고 있습니다",
      attach: "사진·파일 첨부", tray: "첨부할 파일", drop: (n) => `${n} 빼기`, uploading: (p) => `올리는 중 ${p}%`, checking: "확인하는 중", attached: "첨부됨",
      fileTooLarge: (n) => `${n}MB까지 보낼 수 있습니다`, fileNotAllowed: "보낼 수 없는 종류의 파일입니다", fileHarmful: "위험한 파일이라 보낼 수 없습니다", fileFailed: "올리지 못했습니다", fileGone: "파일을 다시 첨부해 주세요",
      picture: "사진", file: "파일", audio: "음성", video: "동영상", larger: (n) => `${n} 크게 보기`, download: (n) => `${n} 내려받기`, notThere: "열 수 없습니다", shut: "닫기", place: "위치", choices: "답 고르기", cards: (n) => `카드 ${n}장`,
      broken: "사진을 불러오지 못했습니다", retry: (n) => `${n}: 사진을 불러오지 못했습니다. 다시 불러오기`,
      form: "양식", must: "필수", choose: "선택하세요", submit: "제출", submitting: "제출하는 중", submitted: "제출했습니다", filledIn: "양식을 작성해 제출했습니다",
      formOver: "상담이 종료되어 제출할 수 없습니다", formRefused: "제출하지 못했습니다. 적은 내용을 확인해 주세요.",
      needAnswer: "입력해 주세요.", needChoice: "선택해 주세요.", badNumber: "숫자로 입력해 주세요. 예: 12 또는 3.5", badDate: "날짜를 확인해 주세요.", agreed: "동의함", notAgreed: "동의하지 않음",
      unsupported: "지원하지 않는 형식", log: "대화 내용", you: "나", bot: "챗봇", agent: "상담사",
      connecting: "연결 중…", ready: "메시지를 남기면 상담사가 답합니다.", named: (n) => `${n} 상담사`,
      waiting: "상담사를 기다리고 있습니다", position: (n) => `대기 순번 ${n}번`,
      opened: "상담이 접수되었습니다", closed: "상담이 종료되었습니다",
      assigned: (n) => (n ? `${n} 상담사가 연결되었습니다` : "상담사가 연결되었습니다"),
      transferred: "다른 상담사에게 연결하고 있습니다",
      opensAt: (at) => "지금은 상담 시간이 아닙니다. " + (at ? `${at}부터 순서대로 연결해 드리겠습니다.` : "상담 시간이 되면 순서대로 연결해 드리겠습니다."),
      longWait: "문의가 많아 연결이 늦어지고 있습니다. 순서대로 연결해 드리니 조금만 더 기다려 주세요.",
      callback: "문의가 많아 지금은 연결해 드리지 못했습니다. 상담사가 확인한 뒤 먼저 연락드리겠습니다.",
      afterHours: (at) => "지금은 상담 시간이 아닙니다. 글을 남겨 주시면 " + (at ? `${at}부터 답해 드립니다.` : "상담 시간에 답해 드립니다."),
    },
    en: {
      title: "Support", open: "Open chat", close: "Close chat", unread: (n) => `${n} new`,
      intro: "Please tell us who you are before we connect you.", name: "Name", phone: "Mobile phone", optional: "optional",
      phoneHint: "With your number the agent sees your earlier conversations.",
      consent: "I agree to the use of my personal data.", consentMore: "How we use it",
      consentText: "Data: name, phone (optional), this conversation. Purpose: to answer you. Kept: as long as law and company policy require after the conversation. You may refuse, but then chat is not available.",
      start: "Start chat", starting: "Connecting…", needName: "Please enter your name.",
      badPhone: "Please check the number, for example 010-1234-5678.", needConsent: "Your consent is needed.",
      unreachable: "Could not connect. Please try again in a moment.",
      write: "Write a message", writeAgain: "Write a message to start again", send: "Send", sending: "Sending", sent: "Sent", read: "Read", failed: "Failed",
      resend: "Send again", tooLong: "The text is too long", lost: "Connection lost. Reconnecting; what you sent is kept.",
      blocked: "Chat is not available on this site.", elsewhere: "This chat continues in another window.",
      refused: "The connection could not be confirmed.", reconnect: "Reconnect", jump: "New messages", typing: "The agent is typing",
      attach: "Attach pictures or files", tray: "Files to send", drop: (n) => `Remove ${n}`, uploading: (p) => `Uploading ${p}%`, checking: "Checking", attached: "Attached",
      fileTooLarge: (n) => `At most ${n} MB can be sent`, fileNotAllowed: "Files of this kind cannot be sent", fileHarmful: "This file may do harm and is not sent", fileFailed: "Could not upload", fileGone: "Please attach the file again",
      picture: "Picture", file: "File", audio: "Audio", video: "Video", larger: (n) => `Enlarge ${n}`, download: (n) => `Download ${n}`, notThere: "Cannot be opened", shut: "Close", place: "Place", choices: "Choose an answer", cards: (n) => `${n} cards`,
      broken: "The picture could not be loaded", retry: (n) => `${n}: the picture could not be loaded. Load again`,
      form: "Form", must: "required", choose: "Please choose", submit: "Submit", submitting: "Submitting", submitted: "Submitted", filledIn: "You filled in the form",
      formOver: "The conversation has ended, so this can no longer be submitted", formRefused: "Could not submit. Please check what you wrote.",
      needAnswer: "Please fill this in.", needChoice: "Please choose.", badNumber: "Please enter a number, for example 12 or 3.5.", badDate: "Please check the date.", agreed: "Agreed", notAgreed: "Not agreed",
      unsupported: "Unsupported content", log: "Conversation", you: "You", bot: "Chatbot", agent: "Agent",
      connecting: "Connecting…", ready: "Leave a message and an agent will answer.", named: (n) => n,
      waiting: "Waiting for an agent", position: (n) => `number ${n} in the queue`,
      opened: "Your request was received", closed: "The conversation has ended",
      assigned: (n) => `${n || "An agent"} joined the conversation`,
      transferred: "Connecting you to another agent",
      opensAt: (at) => `We are closed now. You are connected in turn ${at ? `from ${at}` : "when we open"}.`,
      longWait: "It takes longer than usual because many people are writing. You keep your place in the queue.",
      callback: "Nobody was free for you this time. An agent will look into it and contact you.",
      afterHours: (at) => `We are closed now. Leave a message and we will answer ${at ? `from ${at}` : "during opening hours"}.`,
    },
  };

  const SHEET = new CSSStyleSheet();
  SHEET.replaceSync(`
    :host { --a: var(--ondam-accent, #1d5fc4); --oa: var(--ondam-on-accent, #fff); --bg: #fff; --soft: #f2f4f7;
      --fg: #16191f; --dim: #5b6472; --line: #d9dee6; --edge: #838b98; --ring: var(--a); --bad: #b3261e; --warn: #fff4d6; --warnfg: #5c4300;
      position: fixed; z-index: 2147483000; inset: auto 24px 24px auto; color: var(--fg); color-scheme: light dark;
      font: 15px/1.5 Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
    :host([hidden]), [hidden] { display: none !important; }
    * { box-sizing: border-box; margin: 0; }
    button, input, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; border: 0; background: none; }
    button:disabled { cursor: default; opacity: .45; }
    :focus-visible { outline: 3px solid var(--ring); outline-offset: 2px; }
    input:focus-visible, textarea:focus-visible { outline-width: 2px; outline-offset: -1px; }
    header :focus-visible, .launcher:focus-visible { outline-color: var(--fg); box-shadow: 0 0 0 3px var(--bg); }
    svg { width: 1.5em; height: 1.5em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; display: block; }
    .launcher { position: relative; width: 60px; height: 60px; border-radius: 50%; display: grid; place-items: center;
      margin-left: auto; background: var(--a); color: var(--oa); box-shadow: 0 6px 20px #0000003d; font-size: 18px; }
    .badge { position: absolute; top: -4px; right: -4px; min-width: 12px; padding: 0 6px; border-radius: 12px; background: var(--bad);
      color: #fff; font-size: 13px; line-height: 24px; font-weight: 700; border: 2px solid var(--bg); box-sizing: content-box; }
    .panel { display: flex; flex-direction: column; width: 380px; height: min(640px, calc(100dvh - 124px)); margin-bottom: 16px; overflow: hidden;
      background: var(--bg); border: 1px solid var(--line); border-radius: 16px; box-shadow: 0 16px 48px #0003; animation: rise .18s ease-out; }
    @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    header { display: flex; align-items: center; gap: 12px; padding: 14px 10px 14px 18px; background: var(--a); color: var(--oa); }
    header div { flex: 1; min-width: 0; }
    h2 { font-size: 17px; line-height: 1.35; }
    h2, .status { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .status { font-size: 13px; }
    .icon { width: 44px; height: 44px; display: grid; place-items: center; border-radius: 10px; flex: none; }
    .banner { display: flex; align-items: center; gap: 10px; padding: 8px 18px; background: var(--warn); color: var(--warnfg); font-size: 13px; }
    .banner span { flex: 1; word-break: keep-all; }
    .banner button { font-weight: 700; text-decoration: underline; padding: 4px; white-space: nowrap; }
    .prechat { padding: 20px 20px 24px; overflow-y: auto; display: grid; gap: 16px; align-content: start; flex: 1; }
    .field { display: grid; gap: 6px; }
    .field label { font-weight: 600; font-size: 14px; }
    .field label small, .hint { font-weight: 400; font-size: 13px; color: var(--dim); }
    .field input { width: 100%; height: 46px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--bg); font-size: 16px; }
    [aria-invalid=true] { border-color: var(--bad) !important; }
    .error { color: var(--bad); font-size: 13px; }
    .error:empty { display: none; }
    .consent { padding: 12px 14px; border-radius: 10px; background: var(--soft); font-size: 14px; display: grid; gap: 6px; }
    .consent label { display: flex; gap: 10px; align-items: center; font-weight: 600; min-height: 28px; }
    .consent input { width: 20px; height: 20px; accent-color: var(--a); flex: none; }
    summary { cursor: pointer; color: var(--dim); font-size: 13px; }
    .consent p { font-size: 13px; color: var(--dim); padding-top: 4px; }
    .consent p.error { color: var(--bad); padding: 0; }
    .primary { height: 48px; border-radius: 10px; background: var(--a); color: var(--oa); font-weight: 700; font-size: 16px; }
    .chat { display: flex; flex-direction: column; flex: 1; min-height: 0; position: relative; }
    .scroll { flex: 1; overflow-y: auto; padding: 16px 16px 10px; overscroll-behavior: contain; }
    .row { margin-top: 12px; }
    .row.joined { margin-top: 4px; }
    .day, .system .bubble, .notice { text-align: center; font-size: 13px; color: var(--dim); }
    .day { padding: 6px 0 12px; }
    .notice { padding: 8px 12px; margin-bottom: 12px; border-radius: 10px; background: var(--soft); }
    .who { font-size: 13px; color: var(--dim); margin: 0 2px 4px; }
    .own .who, .system .who, .joined .who { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    .line { display: flex; align-items: flex-end; gap: 7px; }
    .own .line { flex-direction: row-reverse; }
    .system .line { justify-content: center; }
    .bubble { max-width: 76%; padding: 9px 13px; border-radius: 14px; background: var(--soft); white-space: pre-wrap; word-break: keep-all; overflow-wrap: anywhere; }
    .agent .bubble { border-top-left-radius: 4px; }
    .own .bubble { background: var(--a); color: var(--oa); border-top-right-radius: 4px; }
    .system .bubble { background: none; padding: 2px; max-width: 100%; }
    .bubble a { color: inherit; text-underline-offset: 2px; }
    .bubble i { opacity: .8; }
    .scroll:focus-visible { outline-offset: -3px; }
    .meta { font-size: 12px; color: var(--dim); white-space: nowrap; flex: none; text-align: right; }
    .meta span { display: block; }
    .again { color: var(--bad); font-size: 13px; text-decoration: underline; padding: 4px 0; display: block; margin-left: auto; min-height: 28px; }
    .quick { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 10px; }
    .quick > * { border: 1px solid var(--ring); border-radius: 20px; padding: 7px 14px; background: var(--bg); color: var(--fg); text-decoration: none; min-height: 40px; }
    .quick > :hover { background: var(--soft); }
    .row:not(:last-child) .quick, .segment:not(:last-child) .quick { display: none; }
    .pic { display: block; padding: 0; border-radius: 8px; overflow: hidden; max-width: 100%; cursor: zoom-in; min-width: 44px; min-height: 44px; text-align: left; }
    .pic.waiting, .pic.broken { display: grid; place-content: center; justify-items: center; gap: 4px; width: 100%; min-width: 150px; min-height: 96px; padding: 8px 12px; background: var(--soft); color: var(--dim); font-size: 13px; text-align: center; }
    .pic.broken { cursor: pointer; border: 1px dashed var(--edge); }
    canvas { display: block; max-width: 100%; max-height: 240px; }
    .doc { display: flex; align-items: center; gap: 8px; text-align: left; text-decoration: underline; text-underline-offset: 2px; min-height: 36px; }
    .doc svg { flex: none; width: 1.2em; height: 1.2em; }
    .bubble > * + * { margin-top: 6px; }
    .card { background: var(--bg); color: var(--fg); border: 1px solid var(--line); border-radius: 10px; padding: 10px 12px; display: grid; gap: 6px; }
    .card strong { word-break: keep-all; }
    .card .answers { display: grid; gap: 6px; }
    .card .answers > * { border: 1px solid var(--edge); border-radius: 8px; min-height: 40px; padding: 7px 10px; text-align: center; color: var(--fg); text-decoration: none; }
    .card .answers > :hover { background: var(--soft); }
    .carousel { display: flex; gap: 8px; overflow-x: auto; padding-bottom: 4px; scroll-snap-type: x proximity; }
    .carousel .card { flex: 0 0 210px; grid-template-rows: auto; align-content: start; scroll-snap-align: start; }
    .carousel canvas { width: 100%; max-height: none; }
    .bubble.wide { max-width: none; flex: 1; min-width: 0; }
    .form, .form fieldset { display: grid; gap: 12px; border: 0; padding: 0; min-width: 0; }
    .form { padding: 3px 0; }
    .form legend { padding: 0 0 10px; }
    .form legend, .form strong { font-weight: 700; word-break: keep-all; }
    .form :is(input:not([type=checkbox]), select, textarea) { width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--bg); color: var(--fg); font: inherit; font-size: 16px; }
    .form .field textarea { min-height: 84px; }
    .form .tick { display: flex; gap: 10px; align-items: flex-start; min-height: 28px; }
    .form .tick input { width: 20px; height: 20px; margin-top: 1px; accent-color: var(--a); flex: none; }
    .form .must { color: var(--bad); }
    .form .primary { height: 44px; }
    .form fieldset:disabled { opacity: .6; }
    .form fieldset:disabled button { opacity: 1; }
    .form dl { display: grid; gap: 8px; }
    .form dt { font-size: 13px; color: var(--dim); }
    .form dd { white-space: pre-wrap; }
    .form .told { font-size: 13px; color: var(--dim); }
    .form .told:empty { display: none; }
    .tray { display: grid; gap: 6px; padding: 8px 14px; border-top: 1px solid var(--line); }
    .chip { display: flex; align-items: center; gap: 8px; font-size: 13px; padding: 4px 4px 4px 10px; border-radius: 10px; background: var(--soft); }
    .chip b { font-weight: 600; min-width: 40px; flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .chip span { color: var(--dim); flex: none; }
    .chip.bad span { color: var(--bad); flex: 0 1 auto; }
    .chip progress { width: 56px; height: 6px; accent-color: var(--a); flex: none; }
    .chip button { width: 36px; height: 36px; display: grid; place-items: center; flex: none; border-radius: 8px; }
    .chip canvas { width: 36px; height: 36px; object-fit: cover; border-radius: 6px; }
    .dropping .scroll { outline: 3px dashed var(--ring); outline-offset: -6px; }
    .viewer { position: absolute; inset: 0; z-index: 1; background: var(--bg); display: flex; flex-direction: column; }
    .viewer .bar { display: flex; align-items: center; gap: 4px; padding: 6px 8px 6px 16px; border-bottom: 1px solid var(--line); }
    .viewer .bar b { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .viewer .stage { flex: 1; min-height: 0; display: grid; place-items: center; overflow: auto; padding: 8px; }
    .viewer canvas { max-height: 100%; }
    .typing { display: flex; align-items: center; gap: 4px; margin-top: 12px; font-size: 13px; color: var(--dim); }
    .typing b { width: 6px; height: 6px; border-radius: 50%; background: var(--dim); animation: blink 1.2s infinite; }
    .typing b:nth-child(2) { animation-delay: .2s; } .typing b:nth-child(3) { animation-delay: .4s; margin-right: 4px; }
    @keyframes blink { 50% { opacity: .2; } }
    .jump { position: absolute; left: 50%; translate: -50%; bottom: 92px; padding: 8px 16px; border-radius: 20px; background: var(--fg); color: var(--bg); font-size: 13px; box-shadow: 0 4px 14px #0003; }
    .editor { display: flex; align-items: flex-end; gap: 8px; padding: 10px 10px 10px 14px; border-top: 1px solid var(--line); }
    .editor div { flex: 1; display: grid; }
    textarea { width: 100%; resize: none; border: 1px solid var(--edge); border-radius: 12px; background: var(--bg); padding: 9px 12px; min-height: 44px; max-height: 140px; field-sizing: content; font-size: 16px; line-height: 1.5; }
    .count { font-size: 12px; color: var(--dim); text-align: right; font-variant-numeric: tabular-nums; padding-top: 2px; }
    .count.over { color: var(--bad); font-weight: 700; }
    .editor .clip { background: none; color: var(--dim); margin-left: -8px; }
    .editor .icon:not(.clip) { background: var(--a); color: var(--oa); border-radius: 12px; }
    ::placeholder { color: var(--dim); opacity: 1; word-break: keep-all; }
    @media (prefers-color-scheme: dark) {
      :host { --bg: #171a20; --soft: #272c35; --fg: #eceff4; --dim: #a6afbd; --line: #3a414d; --edge: #7c8593; --ring: var(--fg); --bad: #ff8a80; --warn: #46380f; --warnfg: #ffe3a1; }
      .badge { color: #16191f; } }
    @supports not (field-sizing: content) { textarea { height: 68px; } }
    @media (max-width: 480px), (max-height: 480px) {
      :host([open]) { inset: 0; } :host([open]) .launcher { display: none; }
      .panel { width: 100%; height: 100dvh; margin: 0; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
    @media (prefers-contrast: more) { :host { --dim: var(--fg); --line: var(--fg); } }
    @media (forced-colors: active) { .row:not(.system) .bubble, .launcher, .primary, header, .icon, .badge, .jump { border: 1px solid; } }
  `);

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") node.addEventListener(name, value);
      else if (typeof value === "boolean") node.toggleAttribute(name, value);
      else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  function icon(path) {
    const [svg, line] = ["svg", "path"].map((n) => document.createElementNS("http://www.w3.org/2000/svg", n));
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  // randomUUID exists only on https and localhost; a branch intranet may still be plain http.
  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  }

  function webUrl(text) {
    try {
      const url = new URL(text);
      url.username = url.password = "";
      return /^https?:$/.test(url.protocol) ? url : null;
    } catch {
      return null;
    }
  }

  function clean(text) {
    return String(text ?? "").replace(DECEPTIVE, "").replace(/(\p{M}{3})\p{M}+/gu, "$1");
  }

  /// The text without outer blanks; empty when nothing of it can be seen.
  function visible(text) {
    return text.replace(UNSEEN, "") ? text.trim() : "";
  }

  // The label is the parsed address, not what was typed: "https://bank.kr@evil.com" shows evil.com.
  function anchor(url, label = url.host + (url.pathname + url.search + url.hash).replace(/^\/$/, "")) {
    return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", title: url.host }, label);
  }

  function linkified(text) {
    const out = [];
    let at = 0;
    for (const match of text.matchAll(LINK)) {
      const raw = match[0].replace(/[.,;:!?'")\]]+$/, "");
      const url = webUrl(raw);
      if (!url) continue;
      out.push(text.slice(at, match.index), anchor(url));
      at = match.index + raw.length;
    }
    return [...out, text.slice(at)];
  }

  /// What survives a reload. One entry per unsent message, so that two tabs cannot overwrite each other.
  class Memory {
    constructor(key) {
      this.prefix = `ondam.${key}.`;
      this.fallback = new Map(); // storage may be forbidden: the chat then lives as long as the page
    }
    get(name, area = "localStorage") {
      try {
        return JSON.parse(window[area].getItem(this.prefix + name)) ?? this.fallback.get(name) ?? null;
      } catch {
        return this.fallback.get(name) ?? null;
      }
    }
    set(name, value, area = "localStorage") {
      try {
        if (value === null) window[area].removeItem(this.prefix + name);
        else window[area].setItem(this.prefix + name, JSON.stringify(value));
        this.fallback.delete(name);
      } catch {
        this.fallback.set(name, value);
      }
    }
    unsent() {
      let names = [];
      try {
        names = Object.keys(localStorage);
      } catch { /* nothing was kept */ }
      const start = this.prefix + "out.";
      return names.filter((n) => n.startsWith(start)).map((n) => this.get(n.slice(this.prefix.length)))
        .filter((out) => out && Array.isArray(out.parts)).sort((a, b) => a.at - b.at);
    }
  }

  /// One visitor's connection: a session by HTTP, then a socket; comes back by itself after a loss.
  class Link {
    constructor(server, key, locale, memory, owner) {
      Object.assign(this, { server, key, locale, memory, owner, state: "idle", tries: 0, attempt: 0, refused: 0, heartbeat: 25, bye: 0 });
    }

    async connect(prechat = null) {
      this.close("connecting");
      const attempt = this.attempt;
      let response;
      let body = null;
      try {
        response = await this.post(prechat);
        body = await response.json().catch(() => null);
      } catch { /* no network: response stays undefined */ }
      if (attempt !== this.attempt) return;
      if (response?.ok && body) {
        this.memory.set("token", body.visitorToken);
        if (this.owner.onSession(body)) this.open(body);
        else this.become("idle");
      } else this.rejected(response, body, prechat);
    }

    post(prechat) {
      const bare = (address) => address.replace(/[?#].*$/, ""); // queries may carry personal data
      return fetch(this.server + "/chat/v1/sessions", {
        method: "POST", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(15_000),
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ key: this.key, visitorToken: this.memory.get("token"), prechat, category: this.owner.getAttribute("category"), locale: this.locale,
          page: { url: bare(location.href), title: document.title.slice(0, 200), referrer: bare(document.referrer) } }),
      });
    }

    rejected(response, problem, prechat) {
      const status = response?.status ?? 0;
      if (status === 403 || status === 404) return this.become("stopped", "blocked");
      if (status === 401) this.memory.set("token", null);
      if ([400, 401, 422].includes(status) || (prechat && !this.memory.get("token"))) {
        this.become("idle");
        // Only what is wrong with the form is said in the customer's language.
        const wrong = status === 422 && problem?.detail;
        return this.owner.onForm(status === 401 && !prechat ? "" : wrong || this.owner.t.unreachable);
      }
      this.later(Number(response?.headers.get("retry-after")) || 0);
    }

    open(session) {
      const url = new URL(session.wsUrl, this.server);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = new WebSocket(url, ["ondam.webchat.v1", "ticket." + session.ticket]);
      this.socket = socket;
      this.watch(15_000);
      socket.onopen = () => this.raw({ t: "hello", v: 1, ...this.owner.position(), tab: this.tab ??= uuid().slice(0, 8) });
      socket.onmessage = (event) => socket === this.socket && this.receive(event.data);
      socket.onclose = (event) => socket === this.socket && this.closed(event.code);
    }

    receive(data) {
      this.watch(this.heartbeat * 2500);
      let frame;
      try {
        frame = JSON.parse(data);
      } catch {
        return;
      }
      if (frame?.t === "ping") this.raw({ t: "pong" });
      else if (frame?.t === "bye") this.bye = frame.retryAfter || 0;
      else if (frame) {
        if (frame.t === "welcome") {
          this.heartbeat = frame.hb || 25;
          this.tries = this.refused = this.bye = 0;
          this.become("online");
        }
        this.owner.onFrame(frame);
      }
    }

    closed(code) {
      if (code === 4403 || code === 4406) this.become("stopped", "blocked");
      else if (code === 1008) this.become("stopped", "refused");
      else if (code === 4409) this.become("stopped", "elsewhere");
      else if (code !== 4401) this.later(this.bye);
      else if (++this.refused < 2) this.connect(); // the ticket was too old: one new session
      else this.become("stopped", "refused");
    }

    /// Full jitter: thousands of pages must not return in the same second after a restart.
    later(seconds = 0) {
      this.close("waiting");
      const cap = Math.min(30_000, 500 * 2 ** this.tries++);
      const delay = seconds ? seconds * 1000 * (1 + Math.random() * 0.2) : Math.random() * cap;
      this.retry = setTimeout(() => this.connect(), delay);
    }

    /// The page woke up or the network returned: do not wait for the timer.
    nudge() {
      if (this.state === "waiting") this.connect();
      else if (this.state === "online" && this.raw({ t: "ping" })) this.watch(5_000);
    }

    watch(millis) {
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => this.later(), millis);
    }

    close(state) {
      this.attempt++; // answers of an earlier attempt no longer count
      clearTimeout(this.retry);
      clearTimeout(this.quiet);
      const socket = this.socket;
      this.socket = null;
      socket?.close();
      this.become(state);
    }

    become(state, reason) {
      if (state === "stopped") clearTimeout(this.quiet);
      this.state = state;
      this.owner.onState(state, reason);
    }

    raw(frame) {
      if (this.socket?.readyState !== WebSocket.OPEN) return false;
      this.socket.send(JSON.stringify(frame));
      return true;
    }

    send(frame) {
      return this.state === "online" && this.raw(frame);
    }

    bearer() {
      return { authorization: "Bearer " + this.memory.get("token") };
    }

    /// One of our files, or its thumbnail.
    async file(id, small) {
      for (let pause = 1; ; pause *= 2) {
        const response = await fetch(`${this.server}/chat/v1/attachments/${encodeURIComponent(id)}${small ? "/thumbnail" : ""}`, {
          credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", headers: this.bearer() });
        if (response.ok) return new File([await response.blob()], called(response), { type: response.headers.get("content-type") });
        // The server is still copying it: for ten minutes at most.
        if (response.status !== 503 || pause > 256) throw new Error(String(response.status));
        await new Promise((done) => setTimeout(done, 1000 * pause));
      }
    }

    /// Only XMLHttpRequest tells how far an upload is.
    upload(file, progress) {
      return new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open("POST", `${this.server}/chat/v1/attachments?name=${encodeURIComponent(file.name)}`);
        for (const [name, value] of Object.entries(this.bearer())) request.setRequestHeader(name, value);
        request.setRequestHeader("content-type", "application/octet-stream");
        request.upload.onprogress = (event) => event.lengthComputable && progress(Math.floor((100 * event.loaded) / event.total));
        request.onloadend = () => {
          let answer = null;
          try {
            answer = JSON.parse(request.responseText);
          } catch { /* no connection, or a proxy's own page */ }
          done({ status: request.status, answer });
        };
        request.send(file);
      });
    }

    async history(conv, after) {
      const response = await fetch(`${this.server}/chat/v1/conversations/${encodeURIComponent(conv)}/messages?after=${after}`, {
        credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", headers: this.bearer() });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    }
  }

  /// The name that the server gives a file, with the extension its bytes deserve.
  function called(response) {
    const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "");
    return name ? decodeURIComponent(name[1]) : "";
  }

  /// Draws a picture without an address: a page's policy may forbid pictures from elsewhere.
  async function draw(canvas, blob, most) {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  }

  /// The files the customer is about to send: each is uploaded at once and goes with the message.
  class Tray {
    constructor(t, link, changed) {
      Object.assign(this, { t, link, changed, items: [], most: 10 * 1024 * 1024, running: false });
      this.box = el("div", { class: "tray", role: "list", "aria-label": t.tray, hidden: true });
    }

    add(files) {
      for (const file of files) {
        if (this.items.length >= 9) break;
        const state = el("span", { role: "status" });
        const bar = el("progress", { max: "100", value: "0", "aria-label": file.name });
        const item = { file, state, bar, id: null, failed: false };
        const name = clean(file.name) || this.t.file;
        item.box = el("div", { class: "chip", role: "listitem" }, el("b", { title: name }, name), bar, state,
          el("button", { type: "button", "aria-label": this.t.drop(name), click: () => this.remove(item) }, icon("M6 6l12 12M18 6L6 18")));
        this.items.push(item);
        this.box.append(item.box);
        if (file.type.startsWith("image/")) this.preview(item);
        if (file.size > this.most) this.fail(item, this.t.fileTooLarge(Math.floor(this.most / 1048576)));
      }
      this.show();
      this.run();
    }

    preview(item) {
      const canvas = el("canvas", { "aria-hidden": "true" });
      draw(canvas, item.file, 72).then(() => item.box.prepend(canvas), () => {});
    }

    async run() {
      if (this.running) return;
      this.running = true;
      for (let item; (item = this.items.find((i) => !i.id && !i.failed)); ) await this.send(item);
      this.running = false;
      this.show();
    }

    async send(item) {
      item.state.textContent = this.t.uploading(0);
      const { status, answer } = await this.link.upload(item.file, (percent) => {
        item.bar.value = percent;
        item.state.textContent = percent < 100 ? this.t.uploading(percent) : this.t.checking;
      });
      if (status === 201 && answer?.fileId) {
        item.id = answer.fileId;
        item.part = { k: "file", fileId: answer.fileId, name: answer.name, picture: answer.k === "image" };
        item.bar.remove();
        item.state.textContent = this.t.attached;
      } else if (status === 429) await new Promise((later) => setTimeout(later, 1200));
      else this.fail(item, this.reason(status, answer?.type));
      this.show();
    }

    reason(status, type) {
      const code = String(type ?? "").split(/[:/]/).pop();
      if (status === 413 || code === "too_large") return this.t.fileTooLarge(Math.floor(this.most / 1048576));
      return { not_allowed: this.t.fileNotAllowed, harmful: this.t.fileHarmful }[code] ?? this.t.fileFailed;
    }

    fail(item, text) {
      item.failed = true;
      item.bar.remove();
      item.box.classList.add("bad");
      item.state.textContent = text;
    }

    remove(item) {
      item.failed = true; // one on its way is not taken up again
      item.box.remove();
      this.items = this.items.filter((i) => i !== item);
      this.show();
    }

    show() {
      this.box.hidden = !this.items.length;
      this.changed();
    }

    busy() {
      return this.items.some((item) => !item.id && !item.failed);
    }

    /// The parts to send; those that failed stay to be seen.
    take() {
      const ready = this.items.filter((item) => item.id);
      ready.forEach((item) => this.remove(item));
      return ready.map((item) => ({ part: item.part, file: item.file }));
    }
  }

  const waitingToBeSeen = new WeakMap();
  const watcher = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      waitingToBeSeen.get(target)?.();
    }
  }, { rootMargin: "200px" });

  /// Runs once, when the element comes near what is visible.
  function whenSeen(node, run) {
    waitingToBeSeen.set(node, run);
    watcher.observe(node);
  }

  let forms = 0;

  /// A form the customer is asked to fill in: open, on its way, filled in, or over.
  class FormCard {
    constructor(t, locale, { title, fields }, submit) {
      Object.assign(this, { t, submit, entries: [], state: "open", id: ++forms });
      this.days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
      this.heading = clean(title) || t.form;
      this.error = el("p", { class: "error", role: "alert" });
      this.told = el("p", { class: "told", role: "status" });
      this.set = el("fieldset", {}, el("legend", {}, this.heading), ...fields.map((field, i) => this.field(field, i)), this.error, el("button", { class: "primary" }, t.submit));
      this.box = el("form", { class: "form", novalidate: true, submit: (event) => this.send(event) }, this.set, this.told);
    }

    field({ name, label, kind, required, options }, i) {
      const id = `form-${this.id}-${i}`;
      const error = el("p", { class: "error", id: id + "-error", role: "alert" });
      const entry = { name, label: clean(label), kind, required, error };
      entry.input = this.input(kind, options, { id, "aria-describedby": id + "-error", "aria-required": String(Boolean(required)),
        input: () => error.textContent && this.check(entry), change: () => error.textContent && this.check(entry) });
      this.entries.push(entry);
      const words = [entry.label + " ", required ? el("small", { class: "must" }, `(${this.t.must})`) : el("small", {}, `(${this.t.optional})`)];
      return el("div", { class: "field" }, ...(kind === "CONSENT" ? [el("label", { class: "tick", for: id }, entry.input, el("span", {}, ...words))] : [el("label", { for: id }, ...words), entry.input]), error);
    }

    input(kind, options, attributes) {
      switch (kind) {
        case "LONG_TEXT": return el("textarea", { rows: "3", maxlength: "2000", ...attributes });
        case "NUMBER": return el("input", { type: "number", step: "any", inputmode: "decimal", ...attributes });
        case "DATE": return el("input", { type: "date", max: "9999-12-31", ...attributes });
        case "CONSENT": return el("input", { type: "checkbox", ...attributes });
        case "CHOICE": return el("select", attributes, el("option", { value: "" }, this.t.choose), ...options.map((option) => el("option", { value: option }, clean(option))));
        default: return el("input", { type: "text", maxlength: "500", ...attributes });
      }
    }

    value({ kind, input }) {
      if (kind === "CONSENT") return String(input.checked);
      if (kind === "CHOICE") return input.value;
      const typed = input.value.trim();
      return kind === "NUMBER" ? typed.replace(/^([+-]?)\./, (_, sign) => sign + "0.") : typed;
    }

    problem(entry) {
      const { kind, required, input } = entry;
      const value = this.value(entry);
      if (kind === "NUMBER" && (input.validity.badInput || (value && !/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(value)))) return this.t.badNumber;
      if (kind === "DATE" && (input.validity.badInput || input.validity.rangeOverflow)) return this.t.badDate;
      if (!required) return "";
      if (kind === "CONSENT") return input.checked ? "" : this.t.needConsent;
      return value ? "" : kind === "CHOICE" || kind === "DATE" ? this.t.needChoice : this.t.needAnswer;
    }

    check(entry) {
      const problem = this.problem(entry);
      entry.error.textContent = problem;
      entry.input.setAttribute("aria-invalid", String(Boolean(problem)));
      return problem;
    }

    send(event) {
      event.preventDefault();
      if (this.state !== "open") return;
      const wrong = this.entries.filter((entry) => this.check(entry));
      if (wrong.length) return wrong[0].input.focus();
      this.submit(this.entries.map((entry) => ({ name: entry.name, value: this.value(entry) })));
    }

    become(state, words, open = false) {
      this.state = state;
      this.set.disabled = !open;
      this.error.textContent = "";
      this.told.textContent = words;
    }

    sending() {
      if (this.state === "open") this.become("sending", this.t.submitting);
    }

    over() {
      if (this.state === "open") this.become("over", this.t.formOver);
    }

    /// What was sent is not taken.
    refused(code) {
      if (this.state !== "sending") return;
      this.become("open", "", true);
      if (code === "form_over") this.over();
      else this.error.textContent = code === "too_long" ? this.t.tooLong : this.t.formRefused;
    }

    /// Shows what was answered, from this tab or another one.
    filled(answers) {
      const values = new Map(answers.map(({ name, value }) => [name, clean(value)]));
      const rows = this.entries.map(({ name, label, kind }) => el("div", {}, el("dt", {}, label), el("dd", {}, this.worded(kind, values.get(name)) || "–")));
      this.become("filled", this.t.submitted);
      this.box.replaceChildren(el("strong", {}, this.heading), el("dl", {}, ...rows), this.told);
    }

    worded(kind, value) {
      if (kind === "CONSENT") return value === "true" ? this.t.agreed : this.t.notAgreed;
      const day = kind === "DATE" ? Date.parse(value) : NaN;
      return Number.isNaN(day) ? value : this.days.format(day);
    }
  }

  /// The conversation on screen: rows by seq inside their conversation, unacknowledged ones below.
  class Thread {
    constructor(t, locale, actions) {
      Object.assign(this, { t, locale, actions, segments: new Map(), pending: new Map(), local: new Map(), forms: new Map(), answers: new Map() });
      this.clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
      this.calendar = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
      this.log = el("div", { role: "log", "aria-live": "polite", "aria-label": t.log });
      this.waiting = el("div");
      this.current = this.begin(null);
    }

    begin(conv, earlier = false) {
      const segment = { conv, last: 0, missing: null, phased: 0, rows: new Map(), box: el("div", { class: "segment" }) };
      if (earlier) this.current.box.before(segment.box);
      else this.log.append(segment.box);
      this.segments.set(conv, segment);
      return segment;
    }

    segment(conv) {
      if (!conv || conv === this.current.conv) return this.current;
      const known = this.segments.get(conv);
      if (known) return known;
      if (this.current.conv === null) {
        this.segments.delete(null);
        this.current.conv = conv;
        this.segments.set(conv, this.current);
      } else this.current = this.begin(conv);
      return this.current;
    }

    /// Shows a msg or event frame once; tells whether it was new.
    accept(frame, kind, content) {
      const segment = this.segment(frame.conv);
      if (this.pending.has(frame.cmid)) this.acknowledge(frame);
      const fresh = !segment.rows.has(frame.seq);
      if (fresh) {
        const row = content && this.row(kind, this.name(frame), frame.ts ?? Date.now(), content);
        segment.rows.set(frame.seq, row);
        if (row) this.insert(segment, row, frame.seq);
        if (kind === "own") this.mark(row, this.t.sent);
      }
      segment.last = Math.max(segment.last, frame.seq);
      return fresh;
    }

    name(frame) {
      return frame.from === "customer" ? this.t.you : clean(frame.name) || (frame.from === "bot" ? this.t.bot : this.agent || this.t.agent);
    }

    acknowledge(ack) {
      const out = this.forget(ack.cmid);
      // What was stored before may belong to a conversation that ended and is not on screen.
      const earlier = ack.dup && ack.conv && this.current.conv && !this.segments.has(ack.conv);
      const segment = earlier ? this.begin(ack.conv, true) : this.segment(ack.conv);
      if (ack.seq === segment.last + 1) segment.last = ack.seq;
      if (!out) return;
      if (out.parts[0]?.k === "formReply" && !this.answers.has(ack.cmid)) this.filled(ack.cmid, out.parts[0].answers);
      if (segment.rows.has(ack.seq)) return out.row.remove(); // the echo of another tab was faster
      segment.rows.set(ack.seq, out.row);
      this.mark(out.row, this.t.sent);
      this.insert(segment, out.row, ack.seq);
    }

    forget(cmid) {
      const out = this.pending.get(cmid);
      this.pending.delete(cmid);
      clearTimeout(out?.timer);
      return out;
    }

    pend(out) {
      out.row = this.row("own", this.t.you, out.at, out.parts.map((part) => this.part(part)));
      this.pending.set(out.cmid, out);
      this.waiting.append(out.row);
      this.joinUp(out.row);
    }

    row(kind, name, ts, content) {
      const row = el("div", { class: "row " + kind });
      const quick = content.filter((node) => node.className === "quick");
      const text = content.filter((node) => node.className !== "quick");
      const meta = el("div", { class: "meta" }, el("span", { class: "state" }), el("span", {}, this.clock.format(ts)));
      const wide = text.some((node) => /^(form|carousel)$/.test(node.className));
      const line = el("div", { class: "line" }, ...(text.length ? [el("div", { class: wide ? "bubble wide" : "bubble" }, ...text)] : []), ...(kind === "system" ? [] : [meta]));
      row.append(el("div", { class: "day", hidden: true }, this.calendar.format(ts)), el("div", { class: "who" }, name), line, ...quick);
      return Object.assign(row, { ts, name });
    }

    insert(segment, row, seq) {
      row.seq = seq;
      let before = segment.box.lastElementChild;
      while (before && before.seq > seq) before = before.previousElementSibling;
      if (before) before.after(row);
      else segment.box.prepend(row);
      this.joinUp(row);
      if (row.nextElementSibling) this.joinUp(row.nextElementSibling);
      if (this.waiting.firstElementChild) this.joinUp(this.waiting.firstElementChild);
    }

    joinUp(row) {
      const previous = this.before(row);
      const sameDay = previous && new Date(previous.ts).toDateString() === new Date(row.ts).toDateString();
      row.firstElementChild.hidden = Boolean(sameDay);
      row.classList.toggle("joined", Boolean(sameDay) && previous.name === row.name && previous.className.includes("own") === row.className.includes("own"));
    }

    before(row) {
      let box = row.parentElement;
      let previous = row.previousElementSibling;
      while (box && !previous) {
        box = box === this.waiting ? this.log.lastElementChild : box.previousElementSibling;
        previous = box?.lastElementChild;
      }
      return previous;
    }

    mark(row, state, again, reason) {
      row.querySelector(".state").textContent = state;
      row.querySelector(".again")?.remove();
      if (again) row.append(el("button", { class: "again", type: "button", click: again }, this.t.resend));
      else if (reason) row.append(el("div", { class: "again" }, reason));
    }

    seen(receipt) {
      for (const [seq, row] of this.segment(receipt.conv).rows) {
        if (seq <= receipt.seq && row?.classList.contains("own")) this.mark(row, this.t.read);
      }
    }

    /// @param place the frame of a message and the place of the part in it; without one nothing is asked
    part(part, place) {
      switch (part?.k) {
        case "text": return el("div", {}, ...linkified(clean(part.text)));
        case "quickReplies": return Array.isArray(part.items) ? el("div", { class: "quick", role: "group", "aria-label": this.t.choices }, ...this.quicks(part.items)) : this.unknown();
        case "image": return part.fileId ? this.picture(part) : this.unknown();
        case "file": return part.fileId ? (part.picture ? this.picture(part) : this.document(part)) : this.unknown();
        case "audio": case "video": return part.fileId ? this.document({ ...part, name: clean(part.name) || this.t[part.k] }) : this.unknown();
        case "card": return this.card(part);
        case "carousel": return Array.isArray(part.cards) ? el("div", { class: "carousel", tabindex: "0", role: "group", "aria-label": this.t.cards(part.cards.length) }, ...part.cards.map((card) => this.card(card))) : this.unknown();
        case "location": return this.place(part);
        case "form": return Array.isArray(part.fields) && place ? this.form(part, place) : this.unknown();
        case "formReply": return el("div", {}, this.t.filledIn);
        default: return this.unknown();
      }
    }

    unknown() {
      return el("i", {}, this.t.unsupported);
    }

    quicks(items) {
      return items.map((item) => this.quick(item)).filter(Boolean);
    }

    /// The answers to a form have a `cmid` that says where the form stands: they count once, from whatever tab.
    form(part, { frame, index }) {
      const segment = this.segment(frame.conv);
      const cmid = `form_${segment.conv}_${frame.seq}_${index}`;
      const known = this.forms.get(cmid);
      if (known) return known.box;
      const card = new FormCard(this.t, this.locale, part, (answers) => this.actions.fill(cmid, answers));
      this.forms.set(cmid, Object.assign(card, { segment }));
      if (this.answers.has(cmid)) card.filled(this.answers.get(cmid));
      else if (this.pending.has(cmid)) card.sending();
      else if (segment.over) card.over();
      return card.box;
    }

    filled(cmid, answers) {
      this.answers.set(cmid, answers);
      this.forms.get(cmid)?.filled(answers);
    }

    /// What was not filled in before the end stays as it is.
    finish(segment) {
      segment.over = true;
      for (const card of this.forms.values()) if (card.segment === segment) card.over();
    }

    /// A picture that opens larger; its own copy is at hand until the page is left. It is fetched when it comes into view.
    picture({ fileId, name }) {
      const label = clean(name) || this.t.picture;
      const own = this.local.get(fileId);
      const press = () => (button.classList.contains("broken") ? show() : this.actions.view(fileId, label, own));
      const button = el("button", { class: "pic waiting", type: "button", "aria-label": this.t.larger(label), click: press }, label);
      const put = (state, words, ...content) => {
        button.className = "pic " + state;
        button.setAttribute("aria-label", words);
        button.replaceChildren(...content);
        this.actions.grown();
      };
      const show = async () => {
        const canvas = el("canvas", { role: "img", "aria-label": label });
        put("waiting", this.t.larger(label), label);
        try {
          await draw(canvas, own ?? (await this.actions.file(fileId, true)), 480);
          put("", this.t.larger(label), canvas);
        } catch {
          put("broken", this.t.retry(label), icon("M3 5h18v14H3zM3 16l5-5 4 4M14 13l2-2 5 5M4 3l16 18"), el("span", {}, this.t.broken));
        }
      };
      whenSeen(button, show);
      return button;
    }

    document({ fileId, name }) {
      const label = clean(name) || this.t.file;
      return el("button", { class: "doc", type: "button", "aria-label": this.t.download(label), click: () => this.actions.save(fileId, label) },
        icon("M14 3H6v18h12V7zM14 3v4h4M9 13h6M9 17h6"), label);
    }

    card({ image, title, body, buttons }) {
      const card = el("div", { class: "card" });
      if (image?.fileId) card.append(this.picture(image));
      if (title) card.append(el("strong", {}, clean(title)));
      if (body) card.append(el("div", {}, ...linkified(clean(body))));
      if (Array.isArray(buttons) && buttons.length) card.append(el("div", { class: "answers", role: "group", "aria-label": this.t.choices }, ...this.quicks(buttons)));
      return card;
    }

    place({ lat, lon, label }) {
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) return this.unknown();
      return el("div", {}, this.t.place + " · ", anchor(new URL(`https://map.kakao.com/link/map/${lat},${lon}`), clean(label) || `${lat}, ${lon}`));
    }

    quick({ label: raw, action, value }) {
      const label = clean(raw);
      if (action === "LINK") return webUrl(value) && anchor(webUrl(value), `${label} · ${webUrl(value).host}`);
      if (action === "PHONE") return el("a", { href: "tel:" + String(value).replace(/[^\d+]/g, "") }, label);
      const part = { k: "text", text: action === "POSTBACK" ? label : value || label };
      if (action === "POSTBACK") part.postback = value;
      return el("button", { type: "button", click: () => this.actions.say([part]) }, label);
    }

    unread(read) {
      const { conv, rows } = this.current;
      const from = read?.conv === conv ? read.seq : 0;
      return [...rows].filter(([seq, row]) => seq > from && row?.classList.contains("agent")).length;
    }
  }

  class OndamChat extends HTMLElement {
    connectedCallback() {
      if (!this.shadowRoot) this.build();
      this.listeners = new AbortController();
      const on = (target, type, run) => target.addEventListener(type, run, { signal: this.listeners.signal });
      on(window, "online", () => this.link.nudge());
      on(document, "visibilitychange", () => document.hidden || (this.link.nudge(), this.markRead()));
      on(window, "storage", () => this.badge());
      if (this.memory.get("token")) this.link.connect();
      if (this.memory.get("open", "sessionStorage") && innerWidth > 480) this.open(false);
    }

    disconnectedCallback() {
      this.listeners.abort();
      this.link.close("idle");
    }

    build() {
      const key = this.getAttribute("key") || "";
      const locale = this.getAttribute("locale") === "en" ? "en" : "ko";
      this.t = TEXTS[locale];
      this.dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
      this.memory = new Memory(key);
      this.link = new Link((this.getAttribute("server") || ORIGIN).replace(/\/$/, ""), key, locale, this.memory, this);
      this.thread = new Thread(this.t, locale, { say: (parts) => (this.say(parts), this.scroll.focus()), fill: (cmid, answers) => this.fillIn(cmid, answers), file: (id, small) => this.link.file(id, small),
        view: (id, label, own) => this.view(id, label, own), save: (id, label) => this.save(id, label), grown: () => this.stuck !== false && this.toEnd() });
      this.tray = new Tray(this.t, this.link, () => this.edited(false));
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [SHEET];
      // The empty title keeps the browser from showing the element's own title as a tooltip.
      root.append(el("div", { title: "", lang: locale }, this.buildPanel(), this.buildLauncher()));
      for (const out of this.memory.unsent()) this.thread.pend(out);
      this.badge();
    }

    buildLauncher() {
      this.count = el("span", { class: "badge", hidden: true });
      this.launcher = el("button", { class: "launcher", type: "button", "aria-expanded": "false", click: () => (this.panel.hidden ? this.open() : this.close()) },
        icon("M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.7A8.4 8.4 0 1 1 21 11.5zM8.5 11.5h.01M12.5 11.5h.01M16.5 11.5h.01"), this.count);
      return this.launcher;
    }

    buildPanel() {
      const title = this.getAttribute("title") || this.t.title;
      this.status = el("p", { class: "status" }, this.t.ready);
      this.notice = el("span");
      this.again = el("button", { type: "button", click: () => this.link.connect() }, this.t.reconnect);
      this.banner = el("div", { class: "banner", role: "status", hidden: true }, this.notice, this.again);
      this.panel = el("section", { class: "panel", role: "dialog", "aria-label": title, hidden: true },
        el("header", {}, el("div", {}, el("h2", {}, title), this.status),
          el("button", { class: "icon", type: "button", "aria-label": this.t.close, click: () => this.close() }, icon("M6 6l12 12M18 6L6 18"))),
        this.banner, this.buildForm(), this.buildChat());
      this.panel.addEventListener("keydown", (e) => e.key === "Escape" && !e.isComposing && e.keyCode !== 229 && this.close());
      this.panel.addEventListener("keydown", (e) => e.key === "Tab" && this.stay(e));
      return this.panel;
    }

    buildForm() {
      const t = this.t;
      const field = (name, label, attributes, ...more) => {
        const error = el("p", { class: "error", id: name + "-error", role: "alert" });
        const input = el("input", { id: name, name, "aria-describedby": name + "-error", ...attributes });
        this.fields.set(name, { input, error });
        return el("div", { class: "field" }, el("label", { for: name }, ...label), input, ...more, error);
      };
      this.fields = new Map();
      const consentError = el("p", { class: "error", id: "consent-error", role: "alert" });
      const consent = el("input", { type: "checkbox", name: "consent", "aria-describedby": "consent-error" });
      this.fields.set("consent", { input: consent, error: consentError });
      this.start = el("button", { class: "primary" }, t.start);
      this.formError = el("p", { class: "error", role: "alert" });
      this.form = el("form", { class: "prechat", novalidate: true, submit: (e) => this.submit(e) }, el("p", {}, t.intro),
        field("name", [t.name], { autocomplete: "name", maxlength: "40", required: true }),
        field("phone", [t.phone + " ", el("small", {}, `(${t.optional})`)], { type: "tel", autocomplete: "tel", inputmode: "tel", maxlength: "20", placeholder: "010-0000-0000" }, el("p", { class: "hint" }, t.phoneHint)),
        el("div", { class: "consent" }, el("label", {}, consent, t.consent), el("details", {}, el("summary", {}, t.consentMore), el("p", {}, t.consentText)), consentError),
        this.formError, this.start);
      return this.form;
    }

    buildChat() {
      const t = this.t;
      this.hello = el("div", { class: "row agent", hidden: true });
      this.hours = el("p", { class: "notice", hidden: true });
      this.typing = el("div", { class: "typing", hidden: true }, el("b"), el("b"), el("b"), t.typing);
      this.scroll = el("div", { class: "scroll", tabindex: "0", "aria-label": t.log, scroll: () => this.scrolled() },
        this.hours, this.hello, this.thread.log, this.thread.waiting, this.typing);
      this.jump = el("button", { class: "jump", type: "button", hidden: true, click: () => this.toEnd() }, t.jump + " ↓");
      this.text = el("textarea", { rows: "1", placeholder: t.write, "aria-label": t.write, enterkeyhint: "send",
        input: () => this.edited(), blur: () => this.tellTyping(false), keydown: (e) => this.keyed(e) });
      this.counter = el("p", { class: "count", role: "status", hidden: true });
      this.button = el("button", { class: "icon", "aria-label": t.send, disabled: true }, icon("M12 20V5M5.5 11.5L12 5l6.5 6.5"));
      this.picker = el("input", { type: "file", multiple: true, hidden: true, accept: ACCEPT, change: () => (this.tray.add(this.picker.files), (this.picker.value = ""), this.text.focus()) });
      const clip = el("button", { class: "icon clip", type: "button", "aria-label": t.attach, title: t.attach, click: () => this.picker.click() },
        icon("M21 11.5l-8.6 8.6a5.5 5.5 0 0 1-7.8-7.8l8.6-8.6a3.7 3.7 0 0 1 5.2 5.2l-8.6 8.6a1.8 1.8 0 0 1-2.6-2.6l7.9-7.9"));
      const editor = el("form", { class: "editor", submit: (e) => (e.preventDefault(), this.sendText()) }, this.picker, clip, el("div", {}, this.text, this.counter), this.button);
      this.text.value = this.memory.get("draft", "sessionStorage") || "";
      this.chat = el("div", { class: "chat", hidden: true }, this.scroll, this.jump, this.tray.box, editor);
      this.takeFiles();
      return this.chat;
    }

    /// Files may also be dropped, and pictures pasted.
    takeFiles() {
      const carries = (event) => event.dataTransfer?.types.includes("Files");
      const drag = (type, on) => this.chat.addEventListener(type, (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        this.chat.classList.toggle("dropping", on);
      });
      drag("dragover", true);
      drag("dragleave", false);
      drag("drop", false);
      this.chat.addEventListener("drop", (event) => carries(event) && this.tray.add(event.dataTransfer.files));
      this.text.addEventListener("paste", (event) => {
        if (!event.clipboardData?.files.length) return;
        event.preventDefault();
        this.tray.add(event.clipboardData.files);
      });
    }

    /// Shows a picture over the conversation.
    async view(id, label, own) {
      const back = this.shadowRoot.activeElement;
      const canvas = el("canvas", { role: "img", "aria-label": label });
      const stage = el("div", { class: "stage" }, canvas);
      const shut = () => (this.viewer.remove(), (this.viewer = null), (back ?? this.scroll).focus());
      const close = el("button", { class: "icon", type: "button", "aria-label": this.t.shut, click: shut }, icon("M6 6l12 12M18 6L6 18"));
      this.viewer?.remove();
      this.viewer = el("div", { class: "viewer", role: "dialog", "aria-modal": "true", "aria-label": label,
        keydown: (event) => event.key === "Escape" && (event.stopPropagation(), shut()) },
        el("div", { class: "bar" }, el("b", {}, label),
          el("button", { class: "icon", type: "button", "aria-label": this.t.download(label), click: () => this.save(id, label, own) }, icon("M12 4v12M6.5 11L12 16.5 17.5 11M5 20h14")), close), stage);
      this.chat.append(this.viewer);
      close.focus();
      try {
        await draw(canvas, own ?? (await this.link.file(id, false)), 1600);
      } catch {
        stage.replaceChildren(el("p", { role: "alert" }, this.t.notThere));
      }
    }

    async save(id, label, own) {
      try {
        const file = own ?? (await this.link.file(id, false));
        const url = URL.createObjectURL(file);
        el("a", { href: url, download: file.name || label }).click();
        setTimeout(() => URL.revokeObjectURL(url), 10_000);
      } catch {
        this.status.textContent = `${label} · ${this.t.notThere}`;
      }
    }

    open(focus = true) {
      this.panel.hidden = false;
      this.toggleAttribute("open", true);
      this.memory.set("open", true, "sessionStorage");
      const known = this.memory.get("token");
      this.showForm(!known);
      if (known && this.link.state === "idle") this.link.connect();
      if (focus) (known ? this.text : this.fields.get("name").input).focus();
      this.toEnd();
      this.edited(false);
      this.markRead();
    }

    close() {
      this.panel.hidden = true;
      this.toggleAttribute("open", false);
      this.memory.set("open", null, "sessionStorage");
      this.badge();
      this.launcher.focus();
    }

    /// Where the chat covers the page, the keyboard does not leave it for what is covered.
    stay(event) {
      if (!FULL.matches) return;
      const all = [...this.panel.querySelectorAll("button, input, textarea, select, a[href], summary, [tabindex='0']")]
        .filter((node) => !node.disabled && node.type !== "file" && node.checkVisibility());
      const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
      if (this.shadowRoot.activeElement !== from) return;
      event.preventDefault();
      to.focus();
    }

    showForm(show) {
      this.form.hidden = !show;
      this.chat.hidden = show;
    }

    submit(event) {
      event.preventDefault();
      const { name, phone, consent } = Object.fromEntries(this.fields);
      const digits = phone.input.value.replace(/[\s().-]/g, "");
      const checks = [[name, visible(name.input.value) ? "" : this.t.needName],
        [phone, !digits || /^(\+\d{9,15}|0\d{8,10})$/.test(digits) ? "" : this.t.badPhone],
        [consent, consent.input.checked ? "" : this.t.needConsent]];
      for (const [field, problem] of checks) {
        field.error.textContent = problem;
        field.input.setAttribute("aria-invalid", String(Boolean(problem)));
      }
      this.formError.textContent = "";
      const wrong = checks.find(([, problem]) => problem);
      if (wrong) return wrong[0].input.focus();
      this.link.connect({ name: name.input.value.trim(), phone: digits || null, consent: true });
    }

    onForm(problem) {
      this.formError.textContent = problem;
      this.showForm(true);
    }

    /// Tells the link whether a socket is wanted: a visitor who only browses gets none.
    onSession(session) {
      this.tray.most = session.config?.maxUpload || this.tray.most;
      const welcome = clean(session.config?.welcome);
      this.hello.replaceChildren(el("div", { class: "line" }, el("div", { class: "bubble" }, ...linkified(welcome))));
      this.hello.hidden = !welcome;
      const next = Date.parse(session.hours?.nextOpen);
      this.hours.textContent = this.t.afterHours(next ? this.dates.format(next) : "");
      this.hours.hidden = session.hours?.open !== false;
      if (session.conversationId) this.thread.segment(session.conversationId);
      if (!this.panel.hidden && !this.form.hidden) {
        this.showForm(false);
        this.text.focus();
      }
      this.badge(session.unread);
      return Boolean(session.conversationId) || !this.panel.hidden || this.thread.pending.size > 0;
    }

    onState(state, reason) {
      const stuck = this.atEnd();
      this.start.disabled = state === "connecting";
      this.start.textContent = this.start.disabled ? this.t.starting : this.t.start;
      this.banner.hidden = state !== "waiting" && state !== "stopped" && !(state === "connecting" && this.link.tries);
      this.notice.textContent = this.t[reason] || this.t.lost;
      this.again.hidden = state !== "stopped" || reason === "blocked";
      if (stuck) this.toEnd(); // the banner takes room from the last message
      if (state === "connecting") this.status.textContent = this.t.connecting;
      else if (state === "idle" || state === "online") this.status.textContent = this.phase || this.t.ready;
    }

    position() {
      const { conv, last, missing } = this.thread.current;
      return { conv, lastSeq: missing ?? last };
    }

    onFrame(frame) {
      this.settle();
      switch (frame.t) {
        case "welcome": this.welcomed(frame); break;
        case "msg": if (Number.isInteger(frame.seq)) this.message(frame); break;
        case "event": this.event(frame); break;
        case "ack":
          this.memory.set("out." + frame.cmid, null);
          this.thread.acknowledge(frame);
          break;
        case "typing": this.showTyping(frame); break;
        case "receipt": if (frame.st === "read") this.thread.seen(frame); break;
        case "gap": this.fill(this.thread.current, frame.from - 1); break;
        case "err": this.failed(frame); break;
      }
    }

    /// A replay brings hundreds of frames: scroll position, badge and read mark follow once for all.
    settle() {
      if (this.settling) return;
      this.stuck = this.atEnd();
      this.settling = setTimeout(() => {
        this.settling = 0;
        if (this.stuck) this.toEnd();
        this.markRead();
      }, 40);
    }

    welcomed(frame) {
      this.thread.segment(frame.conv);
      this.thread.agent = clean(frame.agent?.name);
      if (this.thread.agent) this.setPhase(this.t.named(this.thread.agent));
      // A replay of old messages is not news to read aloud.
      this.thread.log.setAttribute("aria-busy", "true");
      setTimeout(() => this.thread.log.removeAttribute("aria-busy"), 1000);
      this.pushAll();
    }

    message(frame) {
      const parts = Array.isArray(frame.parts) ? frame.parts : [];
      const kind = frame.from === "customer" ? "own" : frame.from === "system" ? "system" : "agent";
      const fresh = this.thread.accept(frame, kind, parts.map((part, index) => this.thread.part(part, { frame, index })));
      if (kind === "own" && parts[0]?.k === "formReply" && Array.isArray(parts[0].answers)) this.thread.filled(frame.cmid, parts[0].answers);
      if (frame.cmid) this.memory.set("out." + frame.cmid, null);
      if (fresh && kind !== "own") this.showTyping({ on: false });
      if (fresh && !this.stuck) this.jump.hidden = false;
    }

    event(frame) {
      const { agent, position, opens } = frame.data ?? {};
      const name = clean(agent);
      const t = this.t;
      const shown = { "conversation.opened": t.opened, "conversation.handed_over": t.opened, "conversation.assigned": t.assigned(name), "conversation.transferred": t.transferred, "conversation.closed": t.closed,
        "conversation.after_hours": t.opensAt(this.moment(opens)), "conversation.long_wait": t.longWait, "conversation.callback": t.callback };
      const phases = { "conversation.opened": t.waiting, "conversation.handed_over": t.waiting, "conversation.queued": t.waiting + (position ? " · " + t.position(position) : ""),
        "conversation.assigned": name ? t.named(name) : t.agent, "conversation.transferred": t.waiting, "conversation.closed": t.closed };
      const text = Object.hasOwn(shown, frame.ev) ? shown[frame.ev] : "";
      const fresh = !frame.seq || this.thread.accept(frame, "system", text ? [el("div", {}, text)] : null);
      const segment = this.thread.segment(frame.conv);
      if (frame.ev === "conversation.closed") this.thread.finish(segment);
      // Fetched history may arrive after newer events: the heading follows the newest.
      if (!fresh || !Object.hasOwn(phases, frame.ev) || frame.seq < segment.phased) return;
      segment.phased = frame.seq ?? segment.phased;
      if (frame.ev === "conversation.assigned") this.thread.agent = name;
      if (frame.ev === "conversation.closed") this.showTyping({ on: false });
      this.setPhase(phases[frame.ev]);
      this.text.placeholder = frame.ev === "conversation.closed" ? t.writeAgain : t.write;
    }

    moment(iso) {
      const at = new Date(iso ?? NaN);
      return Number.isNaN(at.getTime()) ? "" : this.dates.format(at);
    }

    setPhase(text) {
      this.phase = this.status.textContent = text;
    }

    failed(frame) {
      const out = this.thread.pending.get(frame.cmid);
      if (!out) return;
      clearTimeout(out.timer);
      if (frame.code === "rate") return this.paceOut();
      if (frame.retry) return this.offerResend(out);
      this.memory.set("out." + frame.cmid, null);
      this.thread.forget(frame.cmid);
      const form = this.thread.forms.get(frame.cmid);
      if (form) {
        out.row.remove(); // it says itself what is wrong
        return form.refused(frame.code);
      }
      this.thread.mark(out.row, this.t.failed, null, { too_long: this.t.tooLong, file_gone: this.t.fileGone, form_over: this.t.formOver }[frame.code] ?? "");
    }

    /// Much was written without a connection: it goes out bit by bit, in the order of writing.
    paceOut() {
      clearTimeout(this.pace);
      this.pace = setTimeout(() => this.pushAll(), 4000);
    }

    pushAll() {
      clearTimeout(this.pace);
      this.pace = 0;
      for (const out of this.thread.pending.values()) this.push(out);
    }

    /// Fetches what the server no longer replays; until then a reconnect must ask for it again.
    async fill(segment, after, wait = 3000) {
      segment.missing = after;
      try {
        let page;
        do {
          page = await this.link.history(segment.conv, after);
          for (const frame of page.items) {
            const placed = { ...frame, conv: segment.conv };
            if (frame.t === "event") this.event(placed);
            else this.message(placed);
            after = Math.max(after, frame.seq);
          }
        } while (page.next && page.items.length);
        segment.missing = null;
        this.settle();
      } catch {
        const again = () => this.link.state === "online" && segment.missing !== null && this.fill(segment, after, Math.min(wait * 2, 60_000));
        setTimeout(again, wait);
      }
    }

    showTyping({ on, ttl = 8 }) {
      clearTimeout(this.typingTimer);
      this.typing.hidden = !on;
      if (on) this.typingTimer = setTimeout(() => (this.typing.hidden = true), ttl * 1000);
    }

    /// While Hangul is being composed Enter belongs to the input method (229 in older browsers).
    keyed(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.sendText();
    }

    edited(typed = true) {
      const { value } = this.text;
      const over = value.length > MAX_TEXT;
      this.button.disabled = over || this.tray.busy() || (!visible(value) && !this.tray.items.some((item) => item.id));
      this.counter.hidden = value.length <= MAX_TEXT * 0.9;
      this.counter.textContent = `${value.length.toLocaleString()} / ${MAX_TEXT.toLocaleString()}`;
      this.counter.classList.toggle("over", over);
      this.text.setAttribute("aria-invalid", String(over));
      this.memory.set("draft", value || null, "sessionStorage");
      if (typed) this.tellTyping(Boolean(visible(value)));
    }

    tellTyping(on) {
      const now = Date.now();
      if (on ? now - (this.typedAt ?? 0) < 3000 : !this.typedAt) return;
      if (this.link.send({ t: "typing", on })) this.typedAt = on ? now : 0;
    }

    sendText() {
      const text = visible(this.text.value);
      if (this.button.disabled) return;
      const files = this.tray.take();
      files.forEach(({ part, file }) => part.picture && this.thread.local.set(part.fileId, file));
      this.text.value = "";
      this.edited();
      this.say([...(text ? [{ k: "text", text }] : []), ...files.map(({ part }) => part)]);
      this.text.focus();
    }

    fillIn(cmid, answers) {
      if (this.thread.pending.has(cmid)) return;
      this.say([{ k: "formReply", answers }], cmid);
      this.thread.forms.get(cmid)?.sending();
      this.scroll.focus();
    }

    say(parts, cmid = uuid()) {
      const out = { cmid, parts, at: Date.now() };
      this.memory.set("out." + out.cmid, out);
      this.thread.pend(out);
      if (this.pace) this.thread.mark(out.row, this.t.sending); // earlier ones wait: it goes after them
      else this.push(out);
      this.toEnd();
    }

    push(out) {
      const { cmid, parts } = out;
      this.thread.mark(out.row, this.t.sending);
      clearTimeout(out.timer);
      out.timer = setTimeout(() => this.offerResend(out), ACK_MS);
      if (!this.link.send({ t: "msg", cmid, parts }) && this.link.state === "waiting") this.link.nudge();
    }

    scrolled() {
      if (this.scroll.scrollTop < this.top) this.stuck = false; // the customer reads earlier messages
      this.top = this.scroll.scrollTop;
      if (this.atEnd()) this.jump.hidden = true;
    }

    offerResend(out) {
      const stuck = this.atEnd();
      this.thread.mark(out.row, this.t.failed, () => {
        this.push(out);
        this.scroll.focus(); // the pressed button is gone, the keyboard must stay in the panel
      });
      if (stuck) this.toEnd();
    }

    atEnd() {
      return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80;
    }

    toEnd() {
      this.scroll.scrollTop = this.scroll.scrollHeight;
      this.jump.hidden = true;
    }

    markRead() {
      const { conv, last } = this.thread.current;
      const read = this.memory.get("read");
      const visible = !this.panel.hidden && !this.chat.hidden && !document.hidden;
      if (visible && last && (read?.conv !== conv || read.seq < last) && this.link.send({ t: "read", conv, seq: last })) {
        this.memory.set("read", { conv, seq: last });
      }
      this.badge();
    }

    badge(server = 0) {
      const unread = this.panel.hidden ? Math.max(server, this.thread.unread(this.memory.get("read"))) : 0;
      this.count.hidden = !unread;
      this.count.textContent = unread > 99 ? "99+" : String(unread);
      this.launcher.setAttribute("aria-expanded", String(!this.panel.hidden));
      this.launcher.setAttribute("aria-label", [this.panel.hidden ? this.t.open : this.t.close, ...(unread ? [this.t.unread(unread)] : [])].join(", "));
    }
  }

  if (!customElements.get("ondam-chat")) customElements.define("ondam-chat", OndamChat);
})();
