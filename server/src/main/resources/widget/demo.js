// Demo page: shows one company by ?key= and gives it its own chat.
(() => {
  "use strict";
  const companies = [...document.querySelectorAll("main[data-company]")];
  const asked = new URLSearchParams(location.search).get("key") || "";
  const page = companies.find((main) => main.dataset.company === asked) || companies[0];
  // A key of another account on the same gateway may be tried in the first company's clothes.
  const key = /^[\w-]{1,64}$/.test(asked) ? asked : page.dataset.company;
  const title = page.dataset.title;

  page.hidden = false;
  document.title = `${title} | Ondam 데모`;
  document.body.dataset.look = page.dataset.company;
  document.querySelector(`nav a[data-key="${page.dataset.company}"]`).setAttribute("aria-current", "page");
  document.getElementById("snippet").textContent =
    `<script src="${location.origin}/widget/v1/ondam.js" defer></` + `script>\n<ondam-chat key="${key}" title="${title}"></ondam-chat>`;

  const chat = document.createElement("ondam-chat");
  chat.setAttribute("key", key);
  chat.setAttribute("title", title);
  document.body.append(chat);
  for (const button of page.querySelectorAll(".open-chat")) button.addEventListener("click", () => chat.open());
})();
