// Comfort for those who have it; every page works without. Nothing here makes markup of text: elements come from pages of
// this server, texts are set as texts.
"use strict";

// Light or dark: what was chosen last, else what the system says.
const root = document.documentElement;
const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* it is only forgotten */ } };
const theme = remembered("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;

document.addEventListener("DOMContentLoaded", () => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const change = one("[data-theme-switch]");
  if (change) {
    change.hidden = false;
    change.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
  }

  // Past questions complete the box. They stay in this browser.
  const completions = one("[data-completions]");
  const asked = new URLSearchParams(location.search).get("q");
  let past = [];
  try { past = JSON.parse(remembered("past") || "[]").filter((question) => typeof question === "string"); } catch { /* begin anew */ }
  if (asked && location.pathname === "/") {
    past = [asked, ...past.filter((question) => question !== asked)].slice(0, 30);
    remember("past", JSON.stringify(past));
  }
  if (completions) {
    completions.prepend(...past.map((question) => {
      const option = document.createElement("option");
      option.value = question;
      return option;
    }));
  }

  // Fields that are left empty stay out of the address.
  all("form[action='/'], form[action='/compare']").forEach((form) => form.addEventListener("submit", () => {
    all("input, select", form).filter((field) => field.name && !field.value).forEach((field) => { field.disabled = true; });
  }));

  // `/` goes to the box, arrows from one thing to the next.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing) {
      const box = one("#q");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
      return;
    }
    if (event.key === "Escape" && typing) { typing.blur(); return; }
    const towards = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    // A table that is too wide is moved by the same keys while it is itself what somebody is at.
    if (!towards || typing || event.target.matches(".wide")) return;
    const steps = all("[data-step]").filter((step) => step.offsetParent !== null);
    if (!steps.length) return;
    const here = steps.findIndex((step) => step === document.activeElement || step.contains(document.activeElement));
    const next = here < 0 ? (towards > 0 ? 0 : -1) : here + towards;
    if (next < 0 || next >= steps.length) return;
    event.preventDefault();
    steps[next].focus({ preventScroll: true });
    steps[next].scrollIntoView({ block: "nearest" });
  });

  // The corpus: what changes is shown without loading the page again.
  const live = one("[data-live]");
  const progress = one("form[data-progress] progress");
  let latest = 0;
  const renew = async () => {
    const asked = ++latest;
    const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } }).catch(() => null);
    if (!response || !response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // An answer that was overtaken by a later one shows what no longer is.
    if (asked !== latest) return;
    all("[data-fresh]").forEach((old) => {
      const fresh = all("[data-fresh]", page).find((part) => part.dataset.fresh === old.dataset.fresh);
      // What is the same stays, and with it whatever somebody is at.
      if (!fresh || fresh.isEqualNode(old)) return;
      const at = old.contains(document.activeElement) ? document.activeElement : null;
      const name = at && ["href", "aria-label", "name"].map((key) => [key, at.getAttribute(key)]).find(([, value]) => value);
      const written = at && at.value;
      old.replaceChildren(...fresh.childNodes);
      const again = name && all(at.tagName, old).find((one) => one.getAttribute(name[0]) === name[1]);
      if (again) { again.focus({ preventScroll: true }); if (again.matches("input[type=search]")) again.value = written; }
    });
  };
  if (live) {
    const shown = {
      generation: renew,
      progress: (data) => {
        const [done, total] = data.split("/").map(Number);
        if (progress && total) { progress.hidden = false; progress.max = total; progress.value = done; }
      },
      finished: () => { if (progress) progress.hidden = true; renew(); },
    };
    // A browser opens few connections to one server and never ends this one, so one page listens for all and passes on what it hears.
    const others = "BroadcastChannel" in window && navigator.locks ? new BroadcastChannel("changes") : null;
    const tell = (name, data) => { shown[name](data); if (others) others.postMessage([name, data]); };
    const listen = (late) => {
      const events = new EventSource("/events");
      // Whoever was cut off, or comes after another, may have missed something.
      let cut = late;
      events.addEventListener("error", () => { cut = true; });
      events.addEventListener("open", () => { if (cut) tell("generation"); cut = false; });
      Object.keys(shown).forEach((name) => events.addEventListener(name, (event) => tell(name, event.data)));
    };
    if (others) {
      others.addEventListener("message", (event) => shown[event.data[0]](event.data[1]));
      const asLongAsOpen = (late) => { listen(late); return new Promise(() => {}); };
      navigator.locks.request("changes", { ifAvailable: true }, (free) => {
        if (free) return asLongAsOpen(false);
        navigator.locks.request("changes", () => asLongAsOpen(true));
        return null;
      });
    } else {
      listen(false);
    }
  }

  // Files dropped on the page are added as if they were chosen.
  const ways = one("[data-drop]");
  if (ways) {
    const form = one("form.add", ways);
    const file = one("input[type=file]", form);
    form.addEventListener("submit", () => {
      one("button[type=submit]", form).disabled = true;
      if (progress) { progress.hidden = false; progress.removeAttribute("value"); }
    });
    const over = (event, is) => {
      if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      ways.classList.toggle("over", is);
    };
    document.addEventListener("dragover", (event) => over(event, true));
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) ways.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      over(event, false);
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
});
