(() => {
  const form = document.querySelector("#new");
  const wrong = document.querySelector("#wrong");
  const button = form.querySelector("button");
  const DRAFT = "draft of a new article";

  form.text.value = sessionStorage.getItem(DRAFT) || "";
  form.text.addEventListener("input", () => sessionStorage.setItem(DRAFT, form.text.value));

  async function send(body) {
    wrong.textContent = "";
    button.disabled = true;
    try {
      const response = await fetch("/inbox", { method: "POST", ...body });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.detail);
      sessionStorage.removeItem(DRAFT);
      location.assign(answer.url);
    } catch (error) {
      wrong.textContent = error instanceof TypeError ? "The service does not answer." : `${error.message}.`;
    } finally {
      button.disabled = false;
    }
  }

  function sendFile(file) {
    const body = new FormData();
    body.append("file", file);
    send({ body });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.text.value.trim()) wrong.textContent = "There is no text yet.";
    else send({ body: form.text.value, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  });
  form.file.addEventListener("change", () => form.file.files.length && sendFile(form.file.files[0]));
  for (const name of ["dragover", "dragleave", "drop"])
    addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) sendFile(event.dataTransfer.files[0]);
      else if (name === "drop") form.text.value = event.dataTransfer.getData("text/plain");
    });
})();
