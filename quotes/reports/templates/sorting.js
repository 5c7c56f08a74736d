"use strict";
document.documentElement.classList.add("js");

// Tables are sorted by the buttons in their headings; rows that are equal keep the order of the page.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const original = [...body.rows];
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  headings.forEach((heading, column) => {
    const valueOf = (row) => {
      const cell = row.cells[column];
      const text = cell.dataset.value ?? cell.textContent.trim();
      return heading.dataset.sort === "number" ? Number(text) : text;
    };
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const up = heading.getAttribute("aria-sort") !== "ascending";
      headings.forEach((each) => each.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", up ? "ascending" : "descending");
      const compare = heading.dataset.sort === "number" ? (a, b) => a - b : collator.compare;
      const sorted = original.map((row) => [valueOf(row), row]);
      sorted.sort(([a], [b]) => (up ? compare(a, b) : compare(b, a)));
      body.append(...sorted.map(([, row]) => row));
    });
  });
}
