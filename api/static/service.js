// Small helps; without script everything is shown, and pages that wait load again by themselves.

// What is wrong with a form is read first.
document.getElementById("error-summary")?.focus();

// A form that is on its way is not sent once more by a second press.
const sent = new WeakSet();
addEventListener("submit", (event) => {
  const form = event.target;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), 3000);
});

// A page that waits for work shows how far it is.
const watched = document.querySelector("[data-watch]");
if (watched) {
  const look = async () => {
    const answer = await fetch(watched.dataset.watch).catch(() => undefined);
    if (answer && answer.status >= 400 && answer.status < 500) {
      location.reload(); // it was deleted, or may not be seen any more: the page says which
      return;
    }
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-watch]");
      if (!now) {
        location.replace(watched.dataset.watch);
        return;
      }
      // Buttons keep the focus: only what tells of progress is renewed.
      for (const part of ["[role=status]", ".app-progress", "table"]) {
        const [old, fresh] = [watched.querySelector(part), now.querySelector(part)];
        if (old && fresh && old.innerHTML !== fresh.innerHTML && !old.contains(document.activeElement)) {
          old.innerHTML = fresh.innerHTML;
        }
      }
      const [title, heading] = [watched.querySelector("h1"), now.querySelector("h1")];
      if (title && heading) title.textContent = heading.textContent;
      document.title = page.title;
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}

// A cell that has the focus comes out from under the headers that stay in view.
addEventListener("focusin", ({ target }) => {
  if (target.closest(".scroll td")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
