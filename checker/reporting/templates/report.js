// Small helps; without script everything is shown.

// Filters for the inconsistencies.
const form = document.getElementById("filters");
if (form) {
  const choices = [...form.querySelectorAll("select")];
  const items = [...document.querySelectorAll("article.inconsistency")];
  const shown = document.getElementById("shown");

  const matches = (item) =>
    choices.every(({ dataset, value }) => !value || item.dataset[dataset.by].split(" ").includes(value));

  const update = () => {
    for (const item of items) item.hidden = !matches(item);
    for (const pair of document.querySelectorAll("section.pair")) {
      pair.hidden = !pair.querySelector("article:not([hidden])");
    }
    shown.textContent = `Showing ${items.filter((item) => !item.hidden).length} of ${items.length}`;
  };

  // A link to something that is filtered away shows everything again.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      for (const choice of choices) choice.value = "";
      update();
      target.scrollIntoView();
    }
  };

  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  form.hidden = false;
  update();
}

// A link into something that is folded away opens it.
const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details");
  if (folded) folded.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// A cell that has the focus comes out from under the headers that stay in view.
addEventListener("focusin", ({ target }) => {
  if (target.closest(".scroll td")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

// What is folded away on the screen is printed.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
