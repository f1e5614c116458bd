// Forms that change something: sent as JSON, and the page goes where the desk says, or tells what it refused.
import { post } from "/static/review_sending.js";

export const forms = () => {
  for (const form of document.querySelectorAll("form[data-change]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const says = form.querySelector(".form-says");
      const body = {};
      for (const [name, value] of new FormData(form, event.submitter)) {
        const many = form.querySelectorAll(`[name="${CSS.escape(name)}"][type=checkbox]`).length > 0;
        if (many) (body[name] ??= []).push(value);
        else body[name] = value;
      }
      says.textContent = "";
      try {
        const done = await post(form.dataset.change, body);
        location.assign(done.url || location.href);
      } catch (error) {
        says.textContent = error.message;
      }
    });
  }
};
